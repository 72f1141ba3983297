import type { Socket } from 'node:net';

/** What comes on a connection, while it comes. */
export interface Collected {
  /** So far; latin1. */
  readonly text: () => string;
  /** Whatever way the connection ends. */
  readonly closed: Promise<void>;
}

export const collect = (socket: Socket): Collected => {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.once('end', () => socket.end());
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { text: () => text, closed };
};
