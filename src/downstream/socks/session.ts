import type { Socket } from 'node:net';
import { candidates } from '../candidates.ts';
import type { Doors } from '../doors.ts';
import type { GateTunnel } from '../gate-tunnel.ts';
import { type Opened, openTunnel } from '../open-tunnel.ts';
import type { Way } from '../way.ts';
import { createAssociate } from './associate.ts';
import { refuse } from './refuse.ts';
import { REPLY, reply, replyTo } from './reply.ts';
import { shakeHands } from './shake-hands.ts';
import type { SocksAsked } from './socks-asked.ts';

/** First byte of a client that speaks SOCKS5; no method of HTTP begins so. */
export const SOCKS5 = 0x05;

/** Takes over a connection of which nothing is read yet. */
export type Socks = (socket: Socket, way: Way) => void;

/** SOCKS5 (RFC 1928, RFC 1929): name and password are what they are to an HTTP proxy. */
export const createSocks = (doors: Doors, opened: Opened, gateTunnel: GateTunnel): Socks => {
  const associate = createAssociate(doors);
  return (socket, way) => {
    shakeHands(doors, socket, way, ({ command, address }, { device, app }) => {
      const asked = { socket, way: { ...way, device }, app, address };
      if (command === 'connect') connect(doors, opened, gateTunnel, asked);
      else associate(asked);
    });
  };
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
