import type { FlowBegan, FlowEvent, FlowJudged, ServerProbed } from '../model/event.ts';
import type { Violation } from '../model/verdict.ts';

/** Longest text kept of one field, in UTF-16 units: a URL may be as long as the header limit, and thousands are kept. */
const longest = 2048;

/** Cuts a text, and copies what it keeps: a slice would hold the whole text in memory. */
export const clip = (text: string): string =>
  text.length <= longest ? text : `${Buffer.from(text.slice(0, longest), 'utf16le').toString('utf16le')}…`;

const clipOrNull = (text: string | null): string | null => (text === null ? null : clip(text));

/** The texts of an event that a client chooses, cut; the event itself where nothing is too long, as nearly always. */
export const clipBegan = (began: FlowBegan): FlowBegan =>
  [began.url, began.host, began.method, began.appid ?? ''].every((text) => text.length <= longest)
    ? began
    : {
        ...began,
        url: clip(began.url),
        host: clip(began.host),
        method: clip(began.method),
        appid: clipOrNull(began.appid),
      };

const isShort = ({ message, expected, actual, fix }: Violation): boolean =>
  Math.max(message.length, expected?.length ?? 0, actual?.length ?? 0, fix.length) <= longest;

export const clipViolation = (violation: Violation): Violation =>
  isShort(violation)
    ? violation
    : {
        ...violation,
        message: clip(violation.message),
        expected: clipOrNull(violation.expected),
        actual: clipOrNull(violation.actual),
        fix: clip(violation.fix),
      };

/** What the rules said, with texts cut. */
export const clipJudged = <E extends FlowJudged | ServerProbed>(event: E): E =>
  event.violations.length === 0 ? event : { ...event, violations: event.violations.map(clipViolation) };

/** An event fit to be kept; the event itself where nothing is too long, as nearly always. */
export const clipEvent = (event: FlowEvent): FlowEvent => {
  switch (event.type) {
    case 'flow.began':
      return clipBegan(event);
    case 'flow.judged':
    case 'server.probed':
      return clipJudged(event);
    case 'flow.refused':
      return { ...event, cause: clipViolation(event.cause) };
    default:
      return event;
  }
};
