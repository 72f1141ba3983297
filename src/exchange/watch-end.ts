import type { Duplex } from 'node:stream';

/**
 * Calls `ended` when the other side ends a connection that nobody reads yet; what it has sent stays to be read. Node
 * looks for an end only where something is listened for.
 */
export const watchEnd = (socket: Duplex, ended: () => void): void => {
  socket.on('readable', () => {
    if (socket.readableLength === 0) socket.read();
  });
  socket.once('end', ended);
};

/** Gives the socket to whoever reads it. */
export const unwatch = (socket: Duplex): void => {
  // Where there are none, Node would stop a socket that is flowing.
  if (socket.listenerCount('readable') > 0) socket.removeAllListeners('readable');
};
