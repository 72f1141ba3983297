import { isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { UpstreamProxy } from '../../model/upstream-proxy.ts';
import { proxyFailure } from './proxy-failure.ts';
import { readFrom } from './read-from.ts';

/** Asks a SOCKS5 proxy for a connection to an address (RFC 1928, RFC 1929). Behind its reply every byte is the server's. */
export const askSocks = async (socket: Socket, address: string, port: number, proxy: UpstreamProxy): Promise<void> => {
  const wanted = proxy.login ? LOGIN : NO_LOGIN;
  socket.write(Buffer.from([5, 1, wanted]));
  const [version, method] = await readFrom(socket, bytes(2));
  if (version !== 5) throw refused(socket, 'BAD_RESPONSE', `${proxy.shown} does not speak SOCKS5`);
  if (method !== wanted) throw refused(socket, 'LOGIN', `${proxy.shown} ${proxy.login ? NO_PASSWORDS : WANTS_LOGIN}`);
  if (proxy.login) await logIn(socket, proxy.login, proxy.shown);
  socket.write(
    Buffer.from([5, 1, 0, isIP(address) === 6 ? 4 : 1, ...ipaddr.parse(address).toByteArray(), port >> 8, port & 255]),
  );
  const reply = await readFrom(socket, takeReply);
  if (reply !== 0)
    throw refused(
      socket,
      reply,
      `${proxy.shown} answered ${reply}, ${REPLIES[reply] ?? 'a reply unknown to SOCKS5'}, for ${address} port ${port}`,
    );
};

const [NO_LOGIN, LOGIN] = [0, 2];
const NO_PASSWORDS = 'takes no user name and password; leave them out of "upstreamProxy"';
const WANTS_LOGIN = 'wants a login; write it into "upstreamProxy" as socks5://user:password@host:port';

/** RFC 1928, 6. */
const REPLIES: Readonly<Record<number, string>> = {
  1: 'a failure of its own',
  2: 'which its rules forbid',
  3: 'the network is out of its reach',
  4: 'the host is out of its reach',
  5: 'the server refused the connection',
  6: 'the server did not answer',
  7: 'it makes no connections',
  8: 'it knows no such addresses',
};

const logIn = async (socket: Socket, { user, password }: NonNullable<UpstreamProxy['login']>, shown: string) => {
  const field = (text: string) => Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]);
  socket.write(Buffer.concat([Buffer.from([1]), field(user), field(password)]));
  const [, status] = await readFrom(socket, bytes(2));
  if (status !== 0)
    throw refused(socket, 'LOGIN', `${shown} wants another user name or password than "upstreamProxy" has`);
};

const refused = (socket: Socket, why: string | number, message: string): Error => {
  socket.destroy();
  return proxyFailure(why, `the upstream proxy ${message}`);
};

const bytes =
  (count: number) =>
  (socket: Socket): Buffer | null => {
    const taken: Buffer | null = socket.read(count);
    // At its end a stream gives what it has.
    return taken?.length === count ? taken : null;
  };

/** Bytes of the bound address by its kind, its port included; of a name they begin with their number. */
const BOUND: Readonly<Record<number, number>> = { 1: 6, 4: 18 };

/** Takes a whole reply and no byte more; gives its code. */
const takeReply = (socket: Socket): number | null => {
  const head = bytes(5)(socket);
  if (!head) return null;
  const [version, code = 1, , kind = 0, first = 0] = head;
  const bound = kind === 3 ? first + 3 : BOUND[kind];
  if (version !== 5 || bound === undefined)
    throw proxyFailure('BAD_RESPONSE', 'the upstream proxy does not speak SOCKS5');
  const rest = bytes(bound - 1)(socket);
  if (rest) return code;
  socket.unshift(head);
  return null;
};
