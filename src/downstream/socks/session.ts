import type { Socket } from 'node:net';
import { candidates } from '../candidates.ts';
import type { Doors } from '../doors.ts';
import type { GateTunnel } from '../gate-tunnel.ts';
import { type Opened, openTunnel } from '../open-tunnel.ts';
import { endGently } from '../reject.ts';
import type { Way } from '../way.ts';
import { createAssociate } from './associate.ts';
import { Handshake } from './handshake.ts';
import { refuse } from './refuse.ts';
import { REPLY, reply, replyTo } from './reply.ts';
import type { SocksRequest } from './request.ts';
import type { SocksAsked } from './socks-asked.ts';

/** First byte of a client that speaks SOCKS5; no method of HTTP begins so. */
export const SOCKS5 = 0x05;

/** Takes over a connection of which nothing is read yet. */
export type Socks = (socket: Socket, way: Way) => void;

/** SOCKS5 (RFC 1928, RFC 1929): the user name is an appid, as that of an HTTP proxy user. */
export const createSocks = (doors: Doors, opened: Opened, gateTunnel: GateTunnel): Socks => {
  const associate = createAssociate(doors);
  return (socket, way) => {
    const knows = (user: string) => way.app !== null || doors.apps().byId.has(user);
    shakeHands(socket, new Handshake(knows), doors.limits.handshakeMs, ({ command, address }, user) => {
      const asked = { socket, way, app: way.app ?? user, address };
      if (command === 'connect') connect(doors, opened, gateTunnel, asked);
      else associate(asked);
    });
  };
};

/** Reads and answers up to the request; closes what takes longer than so many milliseconds, or is not SOCKS5. */
const shakeHands = (
  socket: Socket,
  handshake: Handshake,
  limitMs: number,
  act: (request: SocksRequest, user: string | null) => void,
): void => {
  const close = () => socket.destroy();
  const timer = setTimeout(close, limitMs);
  const done = () => {
    clearTimeout(timer);
    socket.off('readable', read).off('end', close).off('close', done);
  };
  const read = (): void => {
    const bytes: Buffer | null = socket.read();
    if (!bytes) return;
    const { say, next } = handshake.take(bytes);
    if (say.length > 0) socket.write(say);
    if (next === 'more') return;
    done();
    if (next === 'close') return endGently(socket);
    if (handshake.rest.length > 0) socket.unshift(handshake.rest);
    act(next, handshake.user);
  };
  socket.on('readable', read).once('end', close).once('close', done);
};

const connect = (
  doors: Doors,
  opened: Opened,
  gateTunnel: GateTunnel,
  { socket, way, app, address }: SocksAsked,
): void => {
  const { host, port } = address;
  const [first, ...others] = candidates(doors.apps(), app);
  const ready = () => socket.write(reply(REPLY.succeeded));
  const no = () => refuse(socket, REPLY.notAllowed);
  if (host && gateTunnel(socket, way, { ...host, port }, { ready, refuse: no })) return;
  if (!host || port === 0 || !first) return refuse(socket, REPLY.failed);
  const asked = { socket, way, app, authority: { ...host, port }, policies: [first, ...others] as const };
  openTunnel(doors, opened, asked, {
    ready,
    refuse: no,
    fail: (code) => refuse(socket, replyTo(code)),
  });
};
