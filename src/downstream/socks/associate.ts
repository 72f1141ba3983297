import { isIPv6, type Socket } from 'node:net';
import { deviceAddress } from '../../rules/device-address.ts';
import { parseHost } from '../../rules/hosts.ts';
import { candidates } from '../candidates.ts';
import { deviceOf } from '../clients.ts';
import type { Doors } from '../doors.ts';
import { type Outlet, openOutlet } from './outlet.ts';
import { refuse } from './refuse.ts';
import { Relay, type RelayOf } from './relay.ts';
import { REPLY, reply } from './reply.ts';
import type { SocksAsked } from './socks-asked.ts';

/** Associations of one listener, and of one device at it. */
const MOST = 1024;
export const MOST_PER_DEVICE = 64;

/** UDP ASSOCIATE: datagrams are relayed for as long as the connection lasts that asked for it, and is not idle. */
export const createAssociate = (doors: Doors): ((asked: SocksAsked) => void) => {
  const perDevice = new Map<string, number>();
  const open = { count: 0 };
  const isFull = (device: string) => open.count >= MOST || (perDevice.get(device) ?? 0) >= MOST_PER_DEVICE;
  const count = (device: string, by: 1 | -1): void => {
    open.count += by;
    const left = (perDevice.get(device) ?? 0) + by;
    if (left > 0) perDevice.set(device, left);
    else perDevice.delete(device);
  };
  return ({ socket, way: { device }, app, address }) => {
    const [first, ...others] = candidates(doors.apps(), app);
    if (!first || isFull(device) || socket.destroyed) return refuse(socket, REPLY.failed);
    count(device, 1);
    socket.once('close', () => count(device, -1));
    // A client that knows its own address tells its port; behind an address translator it knows neither.
    const port = address.host?.hostname === deviceAddress(device) && address.port !== 0 ? address.port : null;
    associate(doors, socket, { device, port, policies: [first, ...others] });
  };
};

const associate = (doors: Doors, socket: Socket, of: Omit<RelayOf, 'back'>): void => {
  const address = (socket.localAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  const inlet: Outlet = openOutlet({
    type: isIPv6(address) ? 'udp6' : 'udp4',
    ports: doors.relayPorts,
    address,
    came: (bytes, from) => relay.fromClient(bytes, from),
    failed: () => socket.destroy(),
  });
  const relay = new Relay(doors, { ...of, back: inlet.send });
  const timer = setInterval(() => relay.sweep() || socket.destroy(), doors.limits.idleMs);
  socket.once('close', () => {
    clearInterval(timer);
    inlet.close();
    relay.close();
  });
  // Nothing is said on it any more; its end is the association's.
  socket.once('end', () => socket.destroy());
  socket.resume();
  const host = parseHost(deviceOf(address)) ?? { kind: 'ipv4', hostname: '0.0.0.0' };
  void inlet.bound.then((port) => socket.write(reply(REPLY.succeeded, { ...host, port })));
};
