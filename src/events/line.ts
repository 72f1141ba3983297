import type { createColors } from 'picocolors';
import type { ServerProbed, Terminal } from '../model/event.ts';
import type { Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';
import { printable } from './printable.ts';
import { redact } from './redact.ts';

type Colours = ReturnType<typeof createColors>;

/** Columns that a line keeps to, unless its other parts leave the URL too little. */
const columns = 120;
const shortestUrl = 24;

const padded = (value: number, length = 2): string => String(value).padStart(length, '0');

const secondOf = (at: number): string => {
  const time = new Date(at);
  return `${padded(time.getHours())}:${padded(time.getMinutes())}:${padded(time.getSeconds())}`;
};

/** Many lines are written in one second. */
let last = { second: 0, text: secondOf(0) };

/** Local time of day, `12:00:01.123`. */
export const clockTime = (at: number): string => {
  const second = Math.floor(at / 1000);
  if (second !== last.second) last = { second, text: secondOf(at) };
  return `${last.text}.${padded(at % 1000, 3)}`;
};

/** `12 ms`, `4.2 s`, `3 min`. */
const duration = (ms: number): string => {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
};

/** The end of a long text gives way: what a reader looks for stands in front. */
const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

const statusColour = (status: number, { green, yellow, red }: Colours): ((text: string) => string) => {
  if (status >= 500) return red;
  return status >= 400 ? yellow : green;
};

interface Result {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const resultOf = (end: Terminal, colours: Colours): Result => {
  switch (end.type) {
    case 'flow.completed':
      return end.spliced === null
        ? { text: String(end.status), paint: statusColour(end.status, colours) }
        : { text: `unread (${printable(end.spliced)})`, paint: colours.dim };
    case 'flow.refused':
      return { text: `refused ${printable(end.cause.rule)}`, paint: colours.red };
    case 'flow.failed':
      return { text: `failed ${printable(end.code)}`, paint: colours.red };
    case 'flow.aborted':
      return { text: `aborted by ${end.by}`, paint: colours.dim };
  }
};

const indented = (text: string): string => `              ${cut(printable(text), columns - 14)}`;

const isClean = ({ judged }: Flow): boolean => judged.every(({ violations }) => violations.length === 0);

const warningsOf = ({ judged, end }: Flow): readonly Violation[] => {
  const cause = end?.type === 'flow.refused' ? end.cause.rule : null;
  const found = judged.flatMap(({ violations }) => violations).filter(({ rule }) => rule !== cause);
  // A rule that is asked at two stages says the same twice.
  return [...new Map(found.map((violation) => [violation.rule, violation])).values()];
};

const violationLine = ({ rule, message, effect }: Violation, colours: Colours): string =>
  (effect === 'error' ? colours.red : colours.yellow)(indented(`${rule}: ${message}`));

const reasonOf = (end: Terminal): readonly string[] => {
  if (end.type === 'flow.refused') return [end.cause.message];
  return end.type === 'flow.failed' ? [end.message] : [];
};

const headLine = ({ began, waitedMs }: Flow, end: Terminal, colours: Colours): string => {
  const { text, paint } = resultOf(end, colours);
  const waited = waitedMs >= 1 ? ` (waited ${duration(waitedMs)})` : '';
  const app = began.appid === null ? '' : `${cut(printable(began.appid), 7)} `;
  const front = `${clockTime(end.at)}  ${cut(printable(began.method), 12)} `;
  const back = `  ${duration(end.durationMs)}${waited}  ${app}${printable(began.device)}`;
  const room = Math.max(shortestUrl, columns - front.length - text.length - 2 - back.length);
  return `${colours.dim(front)}${cut(printable(redact(began.url)), room)}  ${paint(text)}${colours.dim(back)}`;
};

/** A look at a server for a reader, as a flow is told; no lines where nothing is amiss. */
export const probeLines = (probed: ServerProbed, colours: Colours): string => {
  const { at, host, port, address, violations, unchecked = [] } = probed;
  const reasons = [...new Set(unchecked.map(({ reason }) => reason))];
  if (violations.length + reasons.length === 0) return '';
  const lines = [
    `${colours.dim(clockTime(at))}  ${printable(`server ${host}:${port}`)}  ${colours.dim(`looked at, ${address}`)}`,
    ...violations.map((violation) => violationLine(violation, colours)),
    ...reasons.map((reason) => colours.dim(indented(`not checkable: ${reason}`))),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

/**
 * A finished flow for a reader: a line of what happened, then an indented one for each thing amiss, each ending in a
 * line feed. An open flow has no lines.
 */
export const flowLines = (flow: Flow, colours: Colours): string => {
  if (!flow.end) return '';
  if (flow.end.type === 'flow.completed' && isClean(flow)) return `${headLine(flow, flow.end, colours)}\n`;
  const lines = [
    headLine(flow, flow.end, colours),
    ...reasonOf(flow.end).map((reason) => colours.red(indented(reason))),
    ...warningsOf(flow).map((violation) => violationLine(violation, colours)),
  ];
  return lines.map((line) => `${line}\n`).join('');
};
