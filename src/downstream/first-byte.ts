import type { Socket } from 'node:net';

/**
 * Calls `known` once with the first byte that a connection carries, all of it left to be read, or with null if it ended
 * without one; calls `late` instead if nothing comes for so many milliseconds.
 */
export const firstByte = (
  socket: Socket,
  limitMs: number,
  late: () => void,
  known: (byte: number | null) => void,
): void => {
  const silent = () => {
    socket.off('readable', heard);
    socket.setTimeout(0);
    late();
  };
  const heard = () => {
    const first: Buffer | null = socket.read();
    socket.off('timeout', silent);
    socket.setTimeout(0);
    if (first) socket.unshift(first);
    known(first?.[0] ?? null);
  };
  socket.setTimeout(limitMs);
  socket.once('timeout', silent).once('readable', heard);
};
