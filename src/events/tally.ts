import type { FlowBegan, ServerProbed } from '../model/event.ts';
import type { Verdict } from '../model/verdict.ts';
import { createFindings, type Findings } from './findings.ts';
import type { Flow, Flows } from './flows.ts';
import type { ClientRow, Report } from './report.ts';
import { type CountedRule, createRuleIndex, type RuleIndex } from './rule-index.ts';
import { addFile, addFlow, addProbe, createSheet, rowsOf, type Sheet, sumSheets } from './sheet.ts';

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

const newClient = (appid: string | null, device: string | null): Client => ({ appid, device, sheet: createSheet() });

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

class Counts implements Tally {
  readonly #flows: Flows;
  readonly #index: RuleIndex;
  readonly #findings: Findings;
  readonly #clientLimit: number;
  readonly #clients = new Map<string, Client>();
  readonly #files = new Map<string, Sheet>();
  #others = newClient(null, null);
  /** Flows lost before the last reset. */
  #lostBefore = 0;

  constructor(rules: readonly CountedRule[], flows: Flows, clientLimit: number) {
    this.#flows = flows;
    this.#index = createRuleIndex(rules);
    this.#findings = createFindings(rules);
    this.#clientLimit = clientLimit;
  }

  add(flow: Flow): void {
    addFlow(this.#clientOf(flow.began).sheet, flow, this.#index);
    this.#findings.add(flow);
  }

  probed(event: ServerProbed): void {
    addProbe(this.#clientOf(event).sheet, event, this.#index);
    this.#findings.addProbe(event);
  }

  configured(appid: string, verdict: Verdict): void {
    const sheet = createSheet();
    addFile(sheet, verdict, this.#index);
    this.#files.set(appid, sheet);
  }

  report(scope: 'all' | 'ended' = 'all'): Report {
    const flows = this.#flows;
    const isWhole = scope === 'all';
    const open = openSheets(isWhole ? flows.open() : [], (flow) => this.#clientOf(flow.began), this.#index);
    const seen = [...this.#clients.values(), this.#others].map((client) => ({
      client,
      sheet: sumSheets([client.sheet, open.get(client) ?? createSheet()]),
    }));
    const found = this.#findings.rows(isWhole ? flows.open() : []);
    const lost = flows.lostCount() - this.#lostBefore;
    return reportOf(seen, isWhole ? [...this.#files.values()] : [], found, { flows, lost }, this.#index);
  }

  reset(): void {
    this.#clients.clear();
    this.#others = newClient(null, null);
    this.#findings.reset();
    this.#lostBefore = this.#flows.lostCount();
  }

  #clientOf({ appid, device }: Pick<FlowBegan, 'appid' | 'device'>): Client {
    const key = `${device} ${appid ?? ''}`;
    const known = this.#clients.get(key);
    if (known) return known;
    if (this.#clients.size >= this.#clientLimit) return this.#others;
    const client = newClient(appid, device);
    this.#clients.set(key, client);
    return client;
  }
}

/** `clientLimit` bounds the app and device pairs that are told apart; whoever comes later is counted together. */
export const createTally = (rules: readonly CountedRule[], flows: Flows, clientLimit = 256): Tally => {
  const counts = new Counts(rules, flows, clientLimit);
  flows.subscribe((flow) => counts.add(flow));
  flows.onProbed((event) => counts.probed(event));
  return counts;
};
