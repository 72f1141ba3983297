import type { Socket } from 'node:net';

const nothing = () => {};

/**
 * Has a client's connection read as a stream from now on. Node's server lets its parser read below the stream, which is
 * cheaper; but of TLS that goes wrong where it stops reading, as it does for a client that has not taken its answers yet: what
 * else was in the same packet still arrives, at a parser that is paused, and ends the connection (`HPE_PAUSED`; Node 20.20
 * and 24). Whoever listens for data gets the stream its turn back.
 */
export const readInTurn = (socket: Socket): void => {
  socket.on('data', nothing).off('data', nothing);
};
