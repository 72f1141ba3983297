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
  socket.setTimeout(limitMs, late);
  socket.once('readable', () => {
    const first: Buffer | null = socket.read();
    socket.off('timeout', late);
    socket.setTimeout(0);
    if (first) socket.unshift(first);
    known(first?.[0] ?? null);
  });
};
