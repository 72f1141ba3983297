/** A client of SOCKS5 that says any bytes, right or wrong, and reads what comes. */
import type { Socket } from 'node:net';
import { type AskOptions, dial } from './client.ts';
import type { World } from './world.ts';

export const GREETING = Buffer.from([5, 1, 0]);
export const CONNECT = 1;
export const BIND = 2;
export const ASSOCIATE = 3;

/** `api.shop.test:443` as a name, `1.2.3.4:5` and `[::1]:5` (groups of hex) as addresses: kind, address, port. */
export const addressBytes = (target: string): Buffer => {
  const [, host = '', port = '0'] = /^(.*):(\d+)$/.exec(target) ?? [];
  const end = [Number(port) >> 8, Number(port) & 255];
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return Buffer.from([1, ...host.split('.').map(Number), ...end]);
  if (host.startsWith('[')) return Buffer.from([4, ...ipv6Bytes(host.slice(1, -1)), ...end]);
  return Buffer.concat([Buffer.from([3, Buffer.byteLength(host)]), Buffer.from(host), Buffer.from(end)]);
};

const ipv6Bytes = (address: string): readonly number[] => {
  const [front = '', back = ''] = address.split('::');
  const [before, after] = [front, back].map((text) => text.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (after?.length ?? 0) }, () => '0');
  return [...(before ?? []), ...zeros, ...(after ?? [])].flatMap((group) => [
    ...Buffer.from(group.padStart(4, '0'), 'hex'),
  ]);
};

export const request = (command: number, target: string): Buffer =>
  Buffer.concat([Buffer.from([5, command, 0]), addressBytes(target)]);

/** The user name in the way of RFC 1929, its greeting before it. */
export const login = (user: string, password = 'x'): Buffer =>
  Buffer.concat([
    Buffer.from([5, 1, 2, 1, user.length]),
    Buffer.from(user),
    Buffer.from([password.length]),
    Buffer.from(password),
  ]);

/** So many bytes off a socket; fewer if it ends before. */
export const take = (socket: Socket, length: number): Promise<Buffer> =>
  new Promise((resolve) => {
    const look = () => {
      const isOver = socket.readableEnded || socket.closed;
      const bytes: Buffer | null = socket.read(length) ?? (isOver ? Buffer.alloc(0) : null);
      if (!bytes) return;
      socket.off('readable', look).off('end', look).off('close', look);
      resolve(bytes);
    };
    // Listening anew would be told again of the part that is there already.
    socket.on('readable', look).on('end', look).on('close', look);
    look();
  });

export interface Socksed {
  readonly socket: Socket;
  /** Second byte of the answer to the request; undefined: there was none. */
  readonly code: number | undefined;
  /** Kind, address and port of it. */
  readonly bound: Buffer;
}

/** Greets, logs in if there is a user, asks, and gives the answer. */
export const socks = async (
  world: Pick<World, 'port'>,
  command: number,
  target: string,
  { user, password, from }: Pick<AskOptions, 'user' | 'password' | 'from'> = {},
): Promise<Socksed> => {
  const socket = await dial(world, from);
  socket.write(user === undefined ? GREETING : login(user, password));
  await take(socket, 2);
  if (user !== undefined) await take(socket, 2);
  socket.write(request(command, target));
  const head = await take(socket, 4);
  const bound = await take(socket, head[3] === 4 ? 18 : 6);
  return { socket, code: head[1], bound: Buffer.concat([head.subarray(3), bound]) };
};

/** A datagram as the relay wants it. */
export const datagram = (target: string, payload: string, fragment = 0): Buffer =>
  Buffer.concat([Buffer.from([0, 0, fragment]), addressBytes(target), Buffer.from(payload)]);
