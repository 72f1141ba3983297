import type { FlowBegan, ServerProbed } from '../model/event.ts';
import type { Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';
import type { FindingRow } from './report.ts';
import type { CountedRule } from './rule-index.ts';

/** Counts what was amiss, by what the client met now and what the release build will meet. */
export interface Findings {
  readonly add: (flow: Flow) => void;
  readonly addProbe: (probed: ServerProbed) => void;
  /** `open`: flows that count too, this once. */
  readonly rows: (open: Iterable<Flow>) => { readonly rows: readonly FindingRow[]; readonly lost: number };
  readonly reset: () => void;
}

type Growing = { -readonly [K in keyof FindingRow]: FindingRow[K] };
/** Where a finding was met: the flow, or a look at a server. */
type Met = Pick<FlowBegan, 'flow' | 'appid' | 'api' | 'version' | 'host' | 'port'>;
type RuleOf = (id: string) => CountedRule | undefined;

/** Versions whose clients have a debug switch (S0:160). */
const debugVersions: ReadonlySet<string | null> = new Set(['0', 'devtools']);

const exemption = (
  violation: Violation,
  { version }: Met,
  rule: CountedRule | undefined,
): FindingRow['now']['exempt'] => {
  if (violation.skipped) return 'skip-verification';
  if (violation.effect === 'warn') return rule?.effect === 'error' && !violation.mild ? 'effect' : null;
  return rule?.skippable === true && debugVersions.has(version) ? 'debug' : null;
};

const rowOf = (violation: Violation, met: Met, rule: CountedRule | undefined): Growing => {
  const { flow: id, appid, api, version } = met;
  const { effect, errMsg, errno, message, fix } = violation;
  const exempt = exemption(violation, met, rule);
  const fails = effect === 'error' || exempt !== null;
  return {
    rule: violation.rule,
    ...{ appid, api, version, server: rule?.checks.peer === undefined ? null : serverOf(met), flows: 1 },
    now: { outcome: effect === 'error' ? 'refused' : 'allowed', exempt },
    release: fails ? { outcome: 'fails', errMsg, errno } : { outcome: 'allowed', errMsg: null, errno: null },
    ...{ message, fix, flow: id },
  };
};

const serverOf = ({ host, port }: Met): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

const keyOf = ({ rule, appid, api, version, server, now, release }: FindingRow): string =>
  [rule, appid, api, version, server, now.outcome, now.exempt, release.errMsg].join('\n');

/** What a flow shows, one of each rule: the gravest, and the cause of a refusal before all. */
const violationsOf = ({ judged, end }: Flow): Iterable<Violation> => {
  const found = new Map<string, Violation>();
  for (const violation of judged.flatMap(({ violations }) => violations)) {
    if (found.get(violation.rule)?.effect !== 'error') found.set(violation.rule, violation);
  }
  if (end?.type === 'flow.refused') found.set(end.cause.rule, end.cause);
  return found.values();
};

/** A row that a look at a server made: flows that go there count in it, for they show nothing of it themselves. */
interface Probed {
  readonly row: Growing;
  readonly port: number;
}

interface Rows {
  readonly byKey: Map<string, Growing>;
  lost: number;
}

/** The rows that are new. */
const count = (
  rows: Rows,
  violations: Iterable<Violation>,
  met: Met,
  ruleOf: RuleOf,
  limit: number,
): readonly Growing[] => {
  const made: Growing[] = [];
  for (const violation of violations) {
    const row = rowOf(violation, met, ruleOf(violation.rule));
    const known = rows.byKey.get(keyOf(row));
    if (known) known.flows += 1;
    else if (rows.byKey.size >= limit) rows.lost += 1;
    else {
      rows.byKey.set(keyOf(row), row);
      made.push(row);
    }
  }
  return made;
};

const countProbed = (probed: readonly Probed[] = [], { began }: Flow): void => {
  for (const { row, port } of probed) {
    if (row.appid === began.appid && port === began.port && row.flow !== began.flow) row.flows += 1;
  }
};

const gravity = ({ release, now }: FindingRow): number =>
  (release.outcome === 'fails' ? 2 : 0) + (now.outcome === 'allowed' ? 1 : 0);

/** `limit` bounds the rows: clients choose their hosts, and so the messages, but neither rules nor APIs. */
export const createFindings = (rules: readonly CountedRule[], limit = 200): Findings => {
  const table = new Map(rules.map((rule) => [rule.id, rule]));
  const ruleOf: RuleOf = (id) => table.get(id);
  const kept: Rows = { byKey: new Map(), lost: 0 };
  /** By host. */
  const probed = new Map<string, readonly Probed[]>();
  return {
    add: (flow) => {
      countProbed(probed.get(flow.began.host), flow);
      if (flow.end?.type === 'flow.refused' || flow.judged.some(({ violations }) => violations.length > 0)) {
        count(kept, violationsOf(flow), flow.began, ruleOf, limit);
      }
    },
    addProbe: (event) => {
      const made = count(kept, event.violations, event, ruleOf, limit).map((row) => ({ row, port: event.port }));
      probed.set(event.host, [...(probed.get(event.host) ?? []), ...made]);
    },
    rows: (open) => {
      const all: Rows = { byKey: new Map([...kept.byKey].map(([key, row]) => [key, { ...row }])), lost: kept.lost };
      for (const flow of open) count(all, violationsOf(flow), flow.began, ruleOf, limit);
      return { rows: [...all.byKey.values()].sort((a, b) => gravity(b) - gravity(a)), lost: all.lost };
    },
    reset: () => {
      kept.byKey.clear();
      probed.clear();
      kept.lost = 0;
    },
  };
};
