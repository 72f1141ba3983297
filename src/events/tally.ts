import type { Verdict } from '../model/verdict.ts';
import { createFindings, type Findings } from './findings.ts';
import type { Flow, Flows } from './flows.ts';
import type { ClientRow, Report } from './report.ts';
import { type CountedRule, createRuleIndex, type RuleIndex } from './rule-index.ts';
import { addFile, addFlow, createSheet, rowsOf, type Sheet, sumSheets } from './sheet.ts';

/** Counts a session, per rule and per app and device. */
export interface Tally {
  /** What the rules said when an app's file was read; said again after a reload, it replaces what was said before. */
  readonly configured: (appid: string, verdict: Verdict) => void;
  /** `ended` leaves the open flows and the app files out, so that its counts never fall. */
  readonly report: (scope?: 'all' | 'ended') => Report;
  /** Forgets the flows that have ended; what the rules said of the app files stays. */
  readonly reset: () => void;
}

/** The sheets of one app on one device, or of all that found no place of their own. */
interface Client {
  readonly appid: string | null;
  readonly device: string | null;
  readonly sheet: Sheet;
}

const clientRow = ({ appid, device }: Client, sheet: Sheet, index: RuleIndex): ClientRow => ({
  appid,
  device,
  flows: sheet.flows,
  rules: rowsOf(sheet, index).filter(({ state }) => state !== 'not-seen'),
});

/** The sheets of the flows that are open now, by client. */
const openSheets = (open: Iterable<Flow>, clientOf: (flow: Flow) => Client, index: RuleIndex): Map<Client, Sheet> => {
  const sheets = new Map<Client, Sheet>();
  for (const flow of open) {
    const client = clientOf(flow);
    const sheet = sheets.get(client) ?? createSheet();
    sheets.set(client, sheet);
    addFlow(sheet, flow, index);
  }
  return sheets;
};

interface Seen {
  readonly client: Client;
  readonly sheet: Sheet;
}

type Found = ReturnType<Findings['rows']>;

const reportOf = (
  seen: readonly Seen[],
  files: readonly Sheet[],
  found: Found,
  { flows, lost }: { readonly flows: Flows; readonly lost: number },
  index: RuleIndex,
): Report => {
  const sum = sumSheets([...seen.map(({ sheet }) => sheet), ...files]);
  const rules = rowsOf(sum, index);
  const { completed, refused, failed, aborted } = sum.ended;
  const open = flows.openCount();
  return {
    version: 1,
    verdict: rules.some((row) => row.failed > 0) ? 'fail' : 'pass',
    flows: { seen: completed + refused + failed + aborted + open + lost, open, ...sum.ended, lost },
    skipped: sum.skipped,
    findings: found.rows,
    findingsLost: found.lost,
    rules,
    clients: seen.filter(({ sheet }) => sheet.flows > 0).map(({ client, sheet }) => clientRow(client, sheet, index)),
  };
};

/** `clientLimit` bounds the app and device pairs that are told apart; whoever comes later is counted together. */
export const createTally = (rules: readonly CountedRule[], flows: Flows, clientLimit = 256): Tally => {
  const index = createRuleIndex(rules);
  const clients = new Map<string, Client>();
  let others: Client = { appid: null, device: null, sheet: createSheet() };
  const files = new Map<string, Sheet>();
  const findings = createFindings(rules);
  let lostBefore = 0;

  const clientOf = ({ began: { appid, device } }: Flow): Client => {
    const key = `${device} ${appid ?? ''}`;
    const known = clients.get(key);
    if (known) return known;
    if (clients.size >= clientLimit) return others;
    const client = { appid, device, sheet: createSheet() };
    clients.set(key, client);
    return client;
  };

  flows.subscribe((flow) => {
    addFlow(clientOf(flow).sheet, flow, index);
    findings.add(flow);
  });

  return {
    configured: (appid, verdict) => {
      const sheet = createSheet();
      addFile(sheet, verdict, index);
      files.set(appid, sheet);
    },
    report: (scope = 'all') => {
      const open = openSheets(scope === 'all' ? flows.open() : [], clientOf, index);
      const seen = [...clients.values(), others].map((client) => ({
        client,
        sheet: sumSheets([client.sheet, open.get(client) ?? createSheet()]),
      }));
      const found = findings.rows(scope === 'all' ? flows.open() : []);
      return reportOf(
        seen,
        scope === 'all' ? [...files.values()] : [],
        found,
        { flows, lost: flows.lostCount() - lostBefore },
        index,
      );
    },
    reset: () => {
      clients.clear();
      others = { appid: null, device: null, sheet: createSheet() };
      findings.reset();
      lostBefore = flows.lostCount();
    },
  };
};
