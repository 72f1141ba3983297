import type { Socket } from 'node:net';

export interface Readers {
  /** Whether a first byte is that of the other protocol. */
  readonly isOther: (byte: number) => boolean;
  readonly http: () => void;
  readonly other: () => void;
  /** Nothing came in time. */
  readonly late: () => void;
}

/**
 * Gives a new connection to whoever reads what comes first on it: nothing of that is lost. For HTTP the socket flows on,
 * which spares most clients what a stop and a start cost; the other one gets it stopped.
 */
export const divide = (socket: Socket, limitMs: number, { isOther, http, other, late }: Readers): void => {
  const ended = () => socket.destroy();
  const none = () => {
    socket.off('data', begin);
    late();
  };
  const begin = (first: Buffer) => {
    socket.off('timeout', none).off('end', ended);
    socket.setTimeout(0);
    const isHttp = !isOther(first[0] ?? 0);
    if (isHttp) http();
    else socket.pause();
    socket.unshift(first);
    if (!isHttp) other();
  };
  socket.setTimeout(limitMs, none);
  socket.once('end', ended).once('data', begin);
};
