import type { Socket } from 'node:net';

/** A protocol other than HTTP. */
export interface OtherReader {
  /** Whether what came first is of that protocol. */
  readonly is: (first: Buffer) => boolean;
  readonly take: () => void;
}

export interface Readers {
  readonly http: () => void;
  readonly others: readonly OtherReader[];
  /** Nothing came in time. */
  readonly late: () => void;
}

/**
 * Gives a new connection to whoever reads what comes first on it: nothing of that is lost. For HTTP the socket flows on,
 * which spares most clients what a stop and a start cost; the other ones get it stopped.
 */
export const divide = (socket: Socket, limitMs: number, { http, others, late }: Readers): void => {
  const ended = () => socket.destroy();
  const none = () => {
    socket.off('data', begin);
    late();
  };
  const begin = (first: Buffer) => {
    socket.off('timeout', none).off('end', ended);
    socket.setTimeout(0);
    const other = others.find(({ is }) => is(first));
    if (other) socket.pause();
    else http();
    socket.unshift(first);
    other?.take();
  };
  socket.setTimeout(limitMs, none);
  socket.once('end', ended).once('data', begin);
};
