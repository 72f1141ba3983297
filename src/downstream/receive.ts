import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Admission } from './admission.ts';
import { divide } from './divide.ts';
import type { DoorLimits, Doors } from './doors.ts';
import { LATE, misread } from './misread.ts';
import { createPassPlain } from './pass-plain.ts';
import type { Introduce } from './proxy-protocol/introduce.ts';
import { isHeader } from './proxy-protocol/read-header.ts';
import { SOCKS5, type Socks } from './socks/session.ts';
import type { Way } from './way.ts';

/** How long a client may take over a request's head, and over the first byte. */
const HEAD_MS = 30_000;
export const headMsOf = ({ idleMs }: Pick<DoorLimits, 'idleMs'>): number => Math.min(HEAD_MS, idleMs);

/** Who has to do with a new connection. */
export interface Porters {
  readonly introduction: Introduce;
  readonly admit: Admission['admit'];
  readonly socks: Socks;
}

/**
 * Finds out whose a connection is and looks at its first byte before the server reads it as a request. What re-enters
 * from inside of a tunnel has a way already, and is HTTP.
 */
export const receive = (
  server: Server,
  ways: WeakMap<Socket, Way>,
  doors: Doors,
  { introduction, admit, socks }: Porters,
): void => {
  const readers = server.listeners('connection');
  const asHttp = (socket: Socket): void => {
    for (const reader of readers) Reflect.apply(reader, server, [socket]);
  };
  const enter = (socket: Socket, address: string): void => {
    const way = admit(socket, address);
    if (!way) return;
    ways.set(socket, way);
    const others = [
      { is: ([first]: Buffer) => first === SOCKS5, take: () => socks(socket, way) },
      // One that may tell its client's address has told it already.
      {
        is: (first: Buffer) => doors.access().balancer !== null && isHeader(first),
        take: () => introduction.forged(socket),
      },
      createPassPlain(doors, socket, way, () => asHttp(socket)),
    ];
    divide(socket, headMsOf(doors.limits), {
      http: () => asHttp(socket),
      others,
      late: () => misread(LATE, socket, way),
    });
  };
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (ways.has(socket)) asHttp(socket);
    else introduction.introduce(socket, (address) => enter(socket, address));
  });
};
