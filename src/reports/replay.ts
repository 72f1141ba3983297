import { createBus } from '../events/bus.ts';
import { createFlows } from '../events/flows.ts';
import { readSession, type SessionRead } from '../events/read-session.ts';
import type { CountedRule } from '../events/rule-index.ts';
import { isOfSession } from '../events/session-event.ts';
import { createTally } from '../events/tally.ts';
import type { SessionBegan, SessionEvent } from '../model/event.ts';
import type { Source } from './source.ts';

export interface Replay extends Source {
  /**
   * Reads a session file through the same join and count as a gate that runs.
   * `pause` is waited for after each piece of the file.
   * @throws UsageError if the file cannot be read.
   */
  readonly read: (path: string, pause?: () => Promise<void>) => Promise<SessionRead>;
}

/** A fault while a session is read again is a fault of ours, and there is no traffic to go on for its sake. */
const rethrow = (fault: unknown): never => {
  throw fault;
};

/** A bus of its own, silent until a file is read; whoever wants more than the count subscribes before. */
export const createReplay = (rules: readonly CountedRule[]): Replay => {
  const bus = createBus(rethrow);
  const flows = createFlows(bus, rethrow);
  const tally = createTally(rules, flows);
  const held: { session: SessionBegan | null } = { session: null };

  const take = (event: SessionEvent): void => {
    if (!isOfSession(event)) return bus.emit(event);
    held.session = event;
    for (const { appid, configVerdict } of event.apps) tally.configured(appid, configVerdict);
  };

  return {
    bus,
    flows,
    tally,
    session: () => held.session,
    read: (path, pause) => readSession(path, { take, ...(pause ? { pause } : {}) }),
  };
};
