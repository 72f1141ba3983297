/** A TLS server that answers with bytes of the test's own: right ones and wrong ones. */
import type { TLSSocket } from 'node:tls';
import { tlsOrigin } from './origin.ts';

export interface Call {
  readonly socket: TLSSocket;
  /** Request line and headers, with the empty line. */
  readonly head: string;
  /** Which connection it came on, from 1. */
  readonly connection: number;
}

/** Calls `answer` for each request head; the requests have no bodies. */
export const scriptedOrigin = async (answer: (call: Call) => void) => {
  const calls: Call[] = [];
  let connections = 0;
  const origin = await tlsOrigin((socket) => {
    connections += 1;
    const connection = connections;
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const call = { socket, head: text.slice(0, end + 4), connection };
        text = text.slice(end + 4);
        calls.push(call);
        answer(call);
      }
    });
  });
  return { ...origin, calls };
};
