import type { Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';
import type { FindingRow } from './report.ts';
import type { CountedRule } from './rule-index.ts';

/** Counts what was amiss, by what the client met now and what the release build will meet. */
export interface Findings {
  readonly add: (flow: Flow) => void;
  /** `open`: flows that count too, this once. */
  readonly rows: (open: Iterable<Flow>) => { readonly rows: readonly FindingRow[]; readonly lost: number };
  readonly reset: () => void;
}

type Growing = { -readonly [K in keyof FindingRow]: FindingRow[K] };
type RuleOf = (id: string) => CountedRule | undefined;

/** Versions whose clients have a debug switch (S0:160). */
const debugVersions: ReadonlySet<string | null> = new Set(['0', 'devtools']);

const exemption = (
  violation: Violation,
  { began }: Flow,
  rule: CountedRule | undefined,
): FindingRow['now']['exempt'] => {
  if (violation.skipped) return 'skip-verification';
  if (violation.effect === 'warn') return rule?.effect === 'error' && !violation.mild ? 'effect' : null;
  return rule?.skippable === true && debugVersions.has(began.version) ? 'debug' : null;
};

const rowOf = (violation: Violation, flow: Flow, rule: CountedRule | undefined): Growing => {
  const { flow: id, appid, api, version } = flow.began;
  const { effect, errMsg, errno, message, fix } = violation;
  const exempt = exemption(violation, flow, rule);
  const fails = effect === 'error' || exempt !== null;
  return {
    rule: violation.rule,
    ...{ appid, api, version, flows: 1 },
    now: { outcome: effect === 'error' ? 'refused' : 'allowed', exempt },
    release: fails ? { outcome: 'fails', errMsg, errno } : { outcome: 'allowed', errMsg: null, errno: null },
    ...{ message, fix, flow: id },
  };
};

const keyOf = ({ rule, appid, api, version, now, release }: FindingRow): string =>
  [rule, appid, api, version, now.outcome, now.exempt, release.errMsg].join('\n');

/** What a flow shows, one of each rule: the gravest, and the cause of a refusal before all. */
const violationsOf = ({ judged, end }: Flow): Iterable<Violation> => {
  const found = new Map<string, Violation>();
  for (const violation of judged.flatMap(({ violations }) => violations)) {
    if (found.get(violation.rule)?.effect !== 'error') found.set(violation.rule, violation);
  }
  if (end?.type === 'flow.refused') found.set(end.cause.rule, end.cause);
  return found.values();
};

interface Rows {
  readonly byKey: Map<string, Growing>;
  lost: number;
}

const count = (rows: Rows, flow: Flow, ruleOf: RuleOf, limit: number): void => {
  for (const violation of violationsOf(flow)) {
    const row = rowOf(violation, flow, ruleOf(violation.rule));
    const known = rows.byKey.get(keyOf(row));
    if (known) known.flows += 1;
    else if (rows.byKey.size < limit) rows.byKey.set(keyOf(row), row);
    else rows.lost += 1;
  }
};

const gravity = ({ release, now }: FindingRow): number =>
  (release.outcome === 'fails' ? 2 : 0) + (now.outcome === 'allowed' ? 1 : 0);

/** `limit` bounds the rows: clients choose their hosts, and so the messages, but neither rules nor APIs. */
export const createFindings = (rules: readonly CountedRule[], limit = 200): Findings => {
  const table = new Map(rules.map((rule) => [rule.id, rule]));
  const ruleOf: RuleOf = (id) => table.get(id);
  const kept: Rows = { byKey: new Map(), lost: 0 };
  return {
    add: (flow) => {
      if (flow.end?.type === 'flow.refused' || flow.judged.some(({ violations }) => violations.length > 0)) {
        count(kept, flow, ruleOf, limit);
      }
    },
    rows: (open) => {
      const all: Rows = { byKey: new Map([...kept.byKey].map(([key, row]) => [key, { ...row }])), lost: kept.lost };
      for (const flow of open) count(all, flow, ruleOf, limit);
      return { rows: [...all.byKey.values()].sort((a, b) => gravity(b) - gravity(a)), lost: all.lost };
    },
    reset: () => {
      kept.byKey.clear();
      kept.lost = 0;
    },
  };
};
