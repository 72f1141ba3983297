import { createBus } from '../../src/events/bus.ts';
import { createFlows, type Flow, type Flows } from '../../src/events/flows.ts';
import type { Bus, FlowBegan, FlowEvent, ServerProbed, Terminal } from '../../src/model/event.ts';
import type { Stage } from '../../src/model/facts.ts';
import type { Unchecked, Violation } from '../../src/model/verdict.ts';

/** A thrown fault fails the test that caused it. */
const rethrow = (fault: unknown): never => {
  throw fault;
};

export const world = (openLimit?: number): { readonly bus: Bus; readonly flows: Flows } => {
  const bus = createBus(rethrow);
  return { bus, flows: createFlows(bus, rethrow, openLimit) };
};

export const began = (flow: string, changes: Partial<FlowBegan> = {}): FlowBegan => ({
  v: 1,
  type: 'flow.began',
  at: 1_700_000_000_000,
  flow,
  kind: 'request',
  device: '127.0.0.1',
  appid: 'wx0123456789abcdef',
  profile: 'tcsas',
  version: '0',
  method: 'GET',
  url: 'https://echo.mpgate.test/hello',
  host: 'echo.mpgate.test',
  port: 443,
  api: 'request',
  sure: 'likely',
  ...changes,
});

export const violation = (rule: string, changes: Partial<Violation> = {}): Violation => ({
  rule,
  effect: 'error',
  errMsg: 'request:fail url not in domain list',
  errno: 600002,
  profile: 'tcsas',
  source: 'S0:103',
  message: `${rule} was broken`,
  expected: null,
  actual: null,
  fix: `mend ${rule}`,
  skipped: false,
  ...changes,
});

export const judged = (
  flow: string,
  stage: Stage,
  passed: readonly string[],
  violations: readonly Violation[] = [],
  unchecked?: readonly Unchecked[],
): FlowEvent => ({
  ...{ v: 1, type: 'flow.judged', at: 1_700_000_000_001, flow, stage, passed, violations },
  ...(unchecked ? { unchecked } : {}),
});

/** A look at the server of a flow. */
export const probed = (violations: readonly Violation[], changes: Partial<ServerProbed> = {}): ServerProbed => ({
  ...{ v: 1, type: 'server.probed', at: 1_700_000_000_002, flow: 'f', device: '127.0.0.1' },
  ...{ appid: 'wx0123456789abcdef', profile: 'tcsas', version: '0', api: 'request' },
  ...{ host: 'echo.mpgate.test', port: 443, address: '127.0.0.1', passed: [], violations },
  ...changes,
});

const end = (flow: string) =>
  ({ v: 1, at: 1_700_000_000_012, flow, durationMs: 12, bytesUp: 3, bytesDown: 7 }) as const;

export const completed = (flow: string, status = 200, spliced: string | null = null): Terminal => ({
  ...end(flow),
  type: 'flow.completed',
  status,
  spliced,
});

export const refused = (flow: string, cause: Violation): Terminal => ({
  ...end(flow),
  type: 'flow.refused',
  cause,
  how: 'cut',
});

export const failed = (flow: string, code = 'ECONNREFUSED', message = 'connect ECONNREFUSED'): Terminal => ({
  ...end(flow),
  type: 'flow.failed',
  code,
  message,
});

export const aborted = (flow: string): Terminal => ({ ...end(flow), type: 'flow.aborted', by: 'client' });

/** The flow that these events make. */
export const flowOf = (...events: readonly FlowEvent[]): Flow => {
  const { bus, flows } = world();
  const ended: Flow[] = [];
  flows.subscribe((flow) => ended.push(flow));
  for (const event of events) bus.emit(event);
  const flow = ended[0] ?? [...flows.open()][0];
  if (!flow) throw new Error('these events make no flow');
  return flow;
};
