import picocolors from 'picocolors';
import { type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';
import type { ServerProbed, Terminal } from '../model/event.ts';
import type { Flow, Flows } from './flows.ts';
import { clockTime, flowLines, probeLines } from './line.ts';
import { printable } from './printable.ts';
import { record } from './record.ts';
import { redact } from './redact.ts';
import { createSink, type Sink } from './sink.ts';
import { createToldOnce } from './told-once.ts';

export type Level = 'info' | 'warn' | 'error';

/** What an operator reads while the gate runs. */
export interface Log {
  /** Says something of the gate itself, in a complete sentence. */
  readonly say: (level: Level, sentence: string) => void;
  /** Findings about servers that are not told again. */
  readonly remembered: () => number;
  /** Ends the subscription and writes what waits, for a second at most. */
  readonly close: () => Promise<void>;
}

export interface LogOptions {
  readonly format: 'pretty' | 'json';
  readonly colour: boolean;
  /** Where text goes, whole lines; stderr unless given. */
  readonly write?: (text: string) => void;
}

const levels = {
  'flow.completed': 'info',
  'flow.refused': 'warn',
  'flow.failed': 'error',
  'flow.aborted': 'info',
} as const satisfies { readonly [T in Terminal['type']]: LevelWithSilent };

/** The record of a flow, with its warnings in place of all verdicts, and without secrets. */
const fields = (flow: Flow): object => {
  const { verdicts, url, at, ...rest } = record(flow);
  const violations = verdicts.flatMap((stage) => stage.violations);
  return { ...rest, beganAt: at, url: redact(url), violations };
};

interface Style {
  readonly flow: (flow: Flow) => void;
  readonly probed: (event: ServerProbed) => void;
  readonly say: Log['say'];
}

/** Several mistakes of a file are told in several lines; none of them can pass for a line of its own. */
const indented = (text: string): string => text.split('\n').map(printable).join('\n              ');

const prettyStyle = (write: Sink['write'], colour: boolean): Style => {
  const colours = picocolors.createColors(colour);
  const paint = { info: colours.cyan, warn: colours.yellow, error: colours.red };
  return {
    flow: (flow) => write(flowLines(flow, colours)),
    probed: (event) => write(probeLines(event, colours)),
    say: (level, sentence) =>
      write(`${colours.dim(clockTime(Date.now()))}  ${paint[level](level)}  ${indented(sentence)}\n`),
  };
};

const jsonStyle = (write: Sink['write']): Style => {
  const stream = { write: (line: string) => write(`${printable(line.slice(0, -1))}\n`) };
  const logger: Logger = pino({ base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  return {
    flow: (flow) => {
      if (flow.end) logger[levels[flow.end.type]](fields(flow), flow.end.type);
    },
    probed: ({ v: _version, type, at: _at, ...of }) => logger[of.violations.length > 0 ? 'warn' : 'info'](of, type),
    say: (level, sentence) => logger[level](sentence),
  };
};

/** Logs each flow when it ends, and each look at a server. */
export const createLog = (flows: Flows, { format, colour, write }: LogOptions): Log => {
  const sink: Sink = write ? { write, close: () => Promise.resolve() } : createSink(2);
  const style = format === 'json' ? jsonStyle(sink.write) : prettyStyle(sink.write, colour);
  const once = createToldOnce();
  const leaving = [
    flows.subscribe((flow) => style.flow(once.flow(flow))),
    flows.onProbed((event) => style.probed(once.probed(event))),
  ];
  return {
    say: style.say,
    remembered: once.size,
    close: () => {
      for (const leave of leaving) leave();
      return sink.close();
    },
  };
};
