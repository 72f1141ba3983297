import type { Flow } from '../../events/flows.ts';
import { redact } from '../../events/redact.ts';
import type { FindingRow } from '../../events/report.ts';
import type { FlowEvent } from '../../model/event.ts';
import type { Violation } from '../../model/verdict.ts';
import type { Source } from '../source.ts';
import type { Against, AgainstEntry, AgainstRequest } from './against.ts';
import { createAppsUnder } from './apps-under.ts';
import { probeUnder } from './probe-under.ts';
import { rejudge } from './rejudge.ts';
import { createShadow, type Shadow } from './shadow.ts';
import { SlotsUnder } from './slots-under.ts';
import type { FindUnder, Under } from './under.ts';
import { verdictUnder } from './verdict-under.ts';

/** A session that is judged again while it is read. */
export interface Following {
  readonly against: () => Against;
  /** Apps whose settings nobody knows: their flows are not in it. */
  readonly unknown: () => readonly string[];
}

const isFailed = ({ end, judged }: Flow): boolean =>
  end?.type === 'flow.refused' ||
  judged.some(({ violations }) => violations.some(({ effect, skipped }) => effect === 'error' || skipped));

const requestOf = (flow: Flow, appid: string, cause: Violation): AgainstRequest => {
  const { flow: id, at, device, method, url, api } = flow.began;
  const { rule, errMsg, errno, source, message, fix } = cause;
  return {
    ...{ flow: id, at, device, appid, method, url: redact(url), api },
    ...{ rule, errMsg, errno, source, message, fix },
    recorded: isFailed(flow) ? 'failed' : 'passed',
  };
};

const entriesOf = (appid: string, { entries }: Under): readonly AgainstEntry[] =>
  entries.map(({ list, violation: { rule, source, message, fix } }) => ({ appid, list, rule, source, message, fix }));

/** Whether a flow comes to its admission there too. */
const isAdmitted = (flow: Flow, under: Under): boolean =>
  (['tunnel', 'request'] as const).every(
    (stage) => verdictUnder(stage, { flow, under, waitsLonger: false }, null)?.outcome !== 'block',
  );

/** The failing requests that are kept, and how many were not. */
const createKept = (limit: number) => {
  const requests: AgainstRequest[] = [];
  const count = { flows: 0, lost: 0 };
  return {
    requests,
    count,
    add: ({ failing }: Again): void => {
      count.flows += 1;
      if (!failing) return;
      if (requests.length < limit) requests.push(failing);
      else count.lost += 1;
    },
  };
};

interface Again {
  /** null: it does not fail. */
  readonly failing: AgainstRequest | null;
}

/** Listens from now on. `limit` bounds the requests that are kept. */
export const followAgainst = (source: Source, profile: string, find: FindUnder, limit = 1000): Following => {
  const shadow = createShadow();
  const slots = new SlotsUnder();
  const unknown = new Set<string>();
  const entries = new Map<string, readonly AgainstEntry[]>();
  const kept = createKept(limit);
  const apps = createAppsUnder(source, find, (appid, under) => {
    shadow.tally.configured(appid, under.config);
    entries.set(appid, entriesOf(appid, under));
  });
  /** null: it is of no app, or of one that nobody knows. */
  const judgeAgain = (flow: Flow): Again | null => {
    const { appid } = flow.began;
    const under = appid === null ? null : apps.of(appid);
    if (appid !== null && !under) unknown.add(appid);
    if (appid === null || !under) return null;
    const again = rejudge(flow, under, slots.of(flow.began.flow));
    shadow.tell(flow, under, again);
    return { failing: again.cause && requestOf(flow, appid, again.cause) };
  };
  source.bus.subscribe((event) => {
    if (apps.renew()) slots.clear();
    const under = event.type === 'server.probed' && event.appid !== null && apps.of(event.appid);
    if (event.type === 'server.probed' && under) shadow.tellProbe(probeUnder(event, under));
    noteAdmission(event, source, slots, apps.of);
  });
  source.flows.subscribe((flow) => {
    const again = judgeAgain(flow);
    slots.release(flow.began.flow);
    if (again) kept.add(again);
  });
  const against = (): Against => {
    const open = [...source.flows.open()].flatMap((flow) => judgeAgain(flow) ?? []);
    return againstOf(profile, kept, open, [...entries.values()].flat(), shadow.tally.report());
  };
  return { unknown: () => [...unknown], against };
};

const noteAdmission = (
  event: FlowEvent,
  { flows }: Source,
  slots: SlotsUnder,
  underOf: (appid: string) => Under | null,
): void => {
  if (event.type !== 'flow.judged' || event.stage !== 'admit') return;
  const flow = flows.find(event.flow);
  const appid = flow?.began.appid ?? null;
  const under = appid === null ? null : underOf(appid);
  if (flow && under && isAdmitted(flow, under)) slots.admit(flow, event, under);
};

const isFailing = ({ release }: FindingRow): boolean => release.outcome === 'fails';

const againstOf = (
  profile: string,
  { requests: ended, count: { flows, lost } }: Pick<ReturnType<typeof createKept>, 'requests' | 'count'>,
  open: readonly Again[],
  entries: readonly AgainstEntry[],
  { rules, findings }: ReturnType<Shadow['tally']['report']>,
): Against => {
  const servers = findings.filter(({ server }) => server !== null);
  const requests = [...ended, ...open.flatMap(({ failing }) => failing ?? [])];
  return {
    profile,
    verdict: requests.length > 0 || entries.length > 0 || servers.some(isFailing) ? 'fail' : 'pass',
    ...{ flows: flows + open.length, requests, requestsLost: lost, servers, entries, rules },
  };
};
