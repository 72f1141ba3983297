import { destination } from 'pino';

/** Where log text goes, without the traffic ever waiting for it. */
export interface Sink {
  readonly write: (text: string) => void;
  /** Writes what waits, for a second at most. The descriptor stays open. */
  readonly close: () => Promise<void>;
}

/** Text that waits for this many bytes, or this long, goes out in one write; the most that the library writes at once. */
const batchBytes = 16_000;
const flushMs = 100;
/** A reader that stands still costs at most this much memory; what comes after is dropped. */
const backlogBytes = 16 * 1024 * 1024;
const closeMs = 1000;

/** A sink on an open file descriptor, usually 2. */
export const createSink = (fd: number): Sink => {
  const target = destination({ fd, sync: false, minLength: batchBytes, maxLength: backlogBytes });
  // A closed or full target must not end the gate, and there is no other place to say so.
  target.on('error', () => {});
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    target.flush(() => {});
  };

  return {
    write: (text) => {
      target.write(text);
      timer ??= setTimeout(flush, flushMs).unref();
    },
    close: () =>
      new Promise((resolve) => {
        clearTimeout(timer);
        const late = setTimeout(resolve, closeMs);
        target.flush(() => {
          clearTimeout(late);
          resolve();
        });
      }),
  };
};
