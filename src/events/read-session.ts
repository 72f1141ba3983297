import { createReadStream } from 'node:fs';
import { UsageError } from '../errors.ts';
import type { SessionEvent } from '../model/event.ts';
import { sessionEvent } from './session-event.ts';

/** What became of the lines of a session file. */
export interface SessionRead {
  readonly events: number;
  /** Whole lines that are no event: torn by a crash before the file was appended to, or not ours. */
  readonly unreadable: number;
  /** Whether the file ends in half a line, as a gate that was killed leaves it. */
  readonly torn: boolean;
}

export interface ReadOptions {
  readonly take: (event: SessionEvent) => void;
  /** Bytes at the start of the file that are left out. */
  readonly from?: number;
  /** Waited for after each piece of the file, so that a slow reader of ours is not overrun. */
  readonly pause?: () => Promise<void>;
}

/** Bytes of the file that are in memory at a time. */
const pieceLength = 1024 * 1024;
/** A line may be this long, in bytes; the gate's own are far below. What is longer is skipped. */
const longestLine = 16 * 1024 * 1024;

const lineFeed = 0x0a;

/** Cuts pieces into lines, each given without its line feed; a line that is too long comes as null. */
const createCutter = (line: (bytes: Buffer | null) => void) => {
  let rest: Buffer[] = [];
  let length = 0;

  const keep = (bytes: Buffer): void => {
    length += bytes.length;
    if (length > longestLine) rest = [];
    else if (bytes.length > 0) rest.push(bytes);
  };
  const take = (): Buffer | null => {
    const whole = length > longestLine ? null : Buffer.concat(rest);
    rest = [];
    length = 0;
    return whole;
  };

  return {
    push: (piece: Buffer): void => {
      let from = 0;
      for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, from)) {
        if (length === 0) line(piece.subarray(from, at));
        else {
          keep(piece.subarray(from, at));
          line(take());
        }
        from = at + 1;
      }
      keep(Buffer.from(piece.subarray(from)));
    },
    rest: (): Buffer | null => take(),
  };
};

const codeOf = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason);

/**
 * Reads a session file event by event, in bounded memory.
 * @throws UsageError if the file cannot be read.
 */
export const readSession = async (path: string, { take, from = 0, pause }: ReadOptions): Promise<SessionRead> => {
  let events = 0;
  let unreadable = 0;
  const read = (bytes: Buffer | null): boolean => {
    const event = bytes && sessionEvent(bytes.toString('utf8'));
    if (!event) return false;
    events += 1;
    take(event);
    return true;
  };
  const cutter = createCutter((bytes) => {
    if (bytes?.length !== 0 && !read(bytes)) unreadable += 1;
  });
  try {
    // A pipe has no place to start from.
    const start = from > 0 ? { start: from } : {};
    for await (const piece of createReadStream(path, { ...start, highWaterMark: pieceLength })) {
      cutter.push(piece);
      await pause?.();
    }
  } catch (cause) {
    throw new UsageError(`The session file ${path} cannot be read (${codeOf(cause)}).`);
  }
  // The last line may be whole but for its line feed.
  const rest = cutter.rest();
  const torn = rest?.length !== 0 && !read(rest);
  return { events, unreadable, torn };
};
