import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { StartError, UsageError } from '../errors.ts';

/** Where the text of a report goes. */
export interface Target {
  readonly write: (text: string) => void;
  /** Resolves when what was written so far has found room. */
  readonly settled: () => Promise<void>;
  /** Rejects with StartError if it could not take all. */
  readonly close: () => Promise<void>;
}

/** Resolves when a stream takes more, or never will. */
export const drained = async (stream: Writable): Promise<void> => {
  await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => {});
};

const opened = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'w');
  } catch (cause) {
    throw new UsageError(`the report ${path} cannot be written (${codeOf(cause)})`);
  }
};

const codeOf = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason);

/** A file, empty from now on. Throws UsageError where it cannot be written. */
export const fileTarget = async (path: string): Promise<Target> => {
  const stream = (await opened(path)).createWriteStream();
  const held: { fault: unknown } = { fault: null };
  stream.on('error', (fault) => {
    held.fault = fault;
  });
  return {
    write: (text) => void (stream.destroyed || stream.write(text)),
    settled: () => (stream.writableNeedDrain && !stream.destroyed ? drained(stream) : Promise.resolve()),
    close: async () => {
      if (!stream.closed) {
        const closed = once(stream, 'close').catch(() => {});
        stream.end();
        await closed;
      }
      if (held.fault)
        throw new StartError(`The report ${path} is not whole: writing it failed (${codeOf(held.fault)}).`);
    },
  };
};
