import type { Socket } from 'node:net';

/** Ends a connection attempt from outside; `reason` is what the attempt then rejects with. */
export interface Cancel {
  readonly onCancel: (stop: (reason: Error) => void) => void;
}

/** One attempt's clock and the sockets that end with it. */
export interface Attempt {
  readonly race: <T>(work: Promise<T>) => Promise<T>;
  readonly own: (socket: Socket) => void;
  /** Says whose fault it is if the time ends now; null: no proxy's. */
  readonly late: (reason: Error | null) => void;
  readonly done: () => void;
}

export const createAttempt = (limitMs: number, cancel: Cancel): Attempt => {
  let socket: Socket | null = null;
  let fail: (reason: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = (reason) => {
      socket?.destroy();
      reject(reason);
    };
  });
  failed.catch(() => {});
  let late: Error | null = null;
  const overdue = () => fail(late ?? failure('ETIMEDOUT', `no connection within ${limitMs} ms`));
  const timer = setTimeout(overdue, limitMs);
  cancel.onCancel(fail);
  return {
    race: (work) => Promise.race([work, failed]),
    own: (made) => {
      socket = made;
    },
    late: (reason) => {
      late = reason;
    },
    done: () => clearTimeout(timer),
  };
};

export const failure = (code: string, message: string): Error & { code: string } =>
  Object.assign(new Error(message), { code });
