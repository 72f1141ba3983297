import type { Socket } from 'node:net';
import { endGently } from '../reject.ts';
import { type ReplyCode, reply } from './reply.ts';

/** Answers that it will not be; the connection ends with it. */
export const refuse = (socket: Socket, code: ReplyCode): void => {
  socket.write(reply(code));
  endGently(socket);
};
