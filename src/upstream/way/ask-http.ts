import type { Socket } from 'node:net';
import type { UpstreamProxy } from '../../model/upstream-proxy.ts';
import { parseResponseHead, type ResponseHead } from '../http1/response-head.ts';
import { Section } from '../http1/section.ts';
import { basicLogin } from './basic-login.ts';
import { httpRefusal } from './http-refusal.ts';
import { proxyFailure } from './proxy-failure.ts';
import { readFrom } from './read-from.ts';

/** Bytes of one head, and heads (hints before the answer included): what a proxy says in front of a tunnel is short. */
const HEAD_BYTES = 16_384;
const HEADS = 8;

/** Asks an HTTP proxy for a tunnel (RFC 9110, 9.3.6): behind the head of a 2xx every byte is the server's. */
export const askHttp = async (
  socket: Socket,
  place: string,
  { login, shown }: UpstreamProxy,
  via: string,
): Promise<void> => {
  socket.write(`CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n${basicLogin(login)}Via: ${via}\r\n\r\n`);
  const { status, statusText } = await readFrom(socket, headReader());
  if (status >= 200 && status < 300) return;
  socket.destroy();
  throw httpRefusal(shown, place, status, statusText);
};

/** Takes heads off a socket up to the first that is no hint (1xx); what came behind goes back. */
const headReader = (): ((socket: Socket) => ResponseHead | null) => {
  let section = new Section(HEAD_BYTES);
  let heads = 0;
  return (socket) => {
    for (let chunk: Buffer | null = socket.read(); chunk; chunk = socket.read()) {
      const end = section.take(chunk, 0);
      if (end < 0) continue;
      if (end < chunk.length) socket.unshift(chunk.subarray(end));
      const head = parseResponseHead(section.text, 'CONNECT');
      if (head.status >= 200) return head;
      heads += 1;
      if (heads >= HEADS || head.status === 101)
        throw proxyFailure('BAD_RESPONSE', 'the upstream proxy only hints (1xx)');
      section = new Section(HEAD_BYTES);
    }
    return null;
  };
};
