import { write as writeTo } from 'node:fs';
import { promisify } from 'node:util';

/** Where log text goes, without the traffic ever waiting for it. */
export interface Sink {
  readonly write: (text: string) => void;
  /** Writes what waits, for a second at most. The descriptor stays open. */
  readonly close: () => Promise<void>;
}

const writeBytes = promisify(writeTo);

/** Text that waits for this many characters, or this long, goes out in one write. */
const batchLength = 65_536;
const flushMs = 100;
/** A reader that stands still costs at most this much memory; what comes after is dropped. */
const backlogLength = 16 * 1024 * 1024;
const closeMs = 1000;
/** A pipe that is full is tried again after this long. */
const retryMs = 20;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** A sink on an open file descriptor, usually 2. */
export const createSink = (fd: number): Sink => {
  let waiting: string[] = [];
  let length = 0;
  let timer: NodeJS.Timeout | undefined;
  let pumping: Promise<void> | null = null;

  const pump = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = Buffer.from(waiting.join(''));
      waiting = [];
      length = 0;
      await writeAll(fd, batch);
    }
    pumping = null;
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    pumping ??= pump();
    return pumping;
  };

  return {
    write: (text) => {
      if (length > backlogLength) return;
      waiting.push(text);
      length += text.length;
      if (length >= batchLength) void flush();
      else timer ??= setTimeout(flush, flushMs).unref();
    },
    close: () => Promise.race([flush(), pause(closeMs)]),
  };
};

/** A closed or full target must not end the gate, and there is no other place to say so. */
const writeAll = async (fd: number, bytes: Buffer): Promise<void> => {
  for (let at = 0; at < bytes.length; ) {
    const written = await writeBytes(fd, bytes, at, bytes.length - at, null).then(
      ({ bytesWritten }) => bytesWritten,
      ({ code }: NodeJS.ErrnoException) => (code === 'EAGAIN' ? 0 : null),
    );
    if (written === null) return;
    if (written === 0) await pause(retryMs);
    at += written;
  }
};
