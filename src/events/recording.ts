import type { Bus, SessionBegan } from '../model/event.ts';
import { createBus } from './bus.ts';
import { createEventRing, type EventRing } from './event-ring.ts';
import { createFlows, type Flows } from './flows.ts';
import { createLog, type Log, type LogOptions } from './log.ts';
import { createRecent, type Recent } from './recent.ts';
import type { CountedRule } from './rule-index.ts';
import { openSessionFile, type SessionFile } from './session-file.ts';
import { createTally, type Tally } from './tally.ts';

/** All that keeps what happens, on one bus. */
export interface Recording {
  readonly bus: Bus;
  readonly flows: Flows;
  readonly recent: Recent;
  /** The newest events, for whoever follows them live. */
  readonly ring: EventRing;
  readonly tally: Tally;
  readonly log: Log;
  /** Hears of faults that must not stop the traffic. */
  readonly onFault: (fault: unknown) => void;
  /** Takes the apps, at the start and after each reload. */
  readonly configured: (session: SessionBegan) => void;
  /** A new session begins: what was counted and held of flows that have ended is forgotten, in memory. */
  readonly reset: () => void;
  /** The apps as they were taken last; null: none were yet. */
  readonly session: () => SessionBegan | null;
  /** Events that the session file could not keep. */
  readonly dropped: () => number;
  readonly close: () => Promise<void>;
}

export interface RecordingOptions extends LogOptions {
  /** Flows kept in memory. */
  readonly limit: number;
  /** Session file; null: none. */
  readonly file: string | null;
}

/** Rejects with StartError if the session file cannot be opened. */
export const startRecording = async (rules: readonly CountedRule[], options: RecordingOptions): Promise<Recording> => {
  // The log hears of faults, and is itself fed by the bus: it is there before the first fault can be.
  const heard: { log?: Log } = {};
  const onFault = (fault: unknown) =>
    heard.log?.say(
      'error',
      `A listener failed, and the gate goes on: ${fault instanceof Error ? fault.message : fault}`,
    );
  const bus = createBus(onFault);
  const flows = createFlows(bus, onFault);
  const log = createLog(flows, options);
  heard.log = log;
  const say = (sentence: string) => log.say('warn', sentence);
  const session = options.file === null ? null : await openSessionFile(options.file, bus, { say });
  return {
    ...keepers(rules, { bus, flows, log, onFault, session, limit: options.limit }),
    dropped: () => session?.dropped() ?? 0,
    close: async () => {
      await session?.close();
      await log.close();
    },
  };
};

interface Kept extends Pick<Recording, 'bus' | 'flows' | 'log' | 'onFault'> {
  readonly session: SessionFile | null;
  readonly limit: number;
}

/** What counts and holds in memory, and what is said of the session itself. */
const keepers = (
  rules: readonly CountedRule[],
  { session, limit, ...parts }: Kept,
): Omit<Recording, 'dropped' | 'close'> => {
  const { bus, flows } = parts;
  const tally = createTally(rules, flows);
  const ring = createEventRing(bus);
  const recent = createRecent(limit, flows);
  const held: { began: SessionBegan | null } = { began: null };
  const note = (began: SessionBegan): void => {
    session?.note(began);
    ring.note(began);
  };
  return {
    ...parts,
    ...{ recent, ring, tally },
    configured: (began) => {
      held.began = began;
      for (const { appid, configVerdict } of began.apps) tally.configured(appid, configVerdict);
      note(began);
    },
    reset: () => {
      tally.reset();
      recent.clear();
      note({ v: 1, type: 'session.began', at: Date.now(), apps: held.began?.apps ?? [] });
    },
    session: () => held.began,
  };
};
