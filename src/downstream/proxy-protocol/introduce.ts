import type { Socket } from 'node:net';
import { LRUCache } from 'lru-cache';
import { deviceOf } from '../clients.ts';
import type { Doors } from '../doors.ts';
import { readHeader } from './read-header.ts';

/** Finds out whose a new connection is. */
export interface Introduce {
  /** Calls `known` with the client's address, and nothing of what it says lost; a connection that tells none is closed. */
  readonly introduce: (socket: Socket, known: (address: string) => void) => void;
  /** Closes a connection whose address may not tell another. */
  readonly forged: (socket: Socket) => void;
  /** Those that have told nothing yet. */
  readonly waiting: ReadonlySet<Socket>;
  /** Connections closed for what they told or did not tell, and addresses that the log has named lately for it. */
  readonly stats: () => { readonly refused: number; readonly named: number };
}

/** Addresses that the log has named lately: each is named once a minute. */
const NAMED = 1_000;
const NAMED_MS = 60_000;

export const createIntroduce = ({ access, limits, say }: Pick<Doors, 'access' | 'limits' | 'say'>): Introduce => {
  const waiting = new Set<Socket>();
  const named = new LRUCache<string, true>({ max: NAMED, ttl: NAMED_MS });
  const count = { refused: 0 };
  const refuse = (socket: Socket, why: string): void => {
    const address = deviceOf(socket.remoteAddress);
    count.refused += 1;
    socket.destroy();
    if (named.has(address)) return;
    named.set(address, true);
    say('warn', `A connection of ${address} was closed: ${why}.`);
  };
  return {
    waiting,
    stats: () => ({ ...count, named: named.size }),
    forged: (socket) => refuse(socket, 'it has a PROXY header, and listen.trustedProxies does not have that address'),
    introduce: (socket, known) => {
      const address = deviceOf(socket.remoteAddress);
      if (!access().balancer?.(address)) return known(address);
      waiting.add(socket);
      socket.once('close', () => waiting.delete(socket));
      readFrom(socket, limits.handshakeMs, {
        told: (client) => {
          waiting.delete(socket);
          known(client ?? address);
        },
        refused: (why) => refuse(socket, why),
      });
    },
  };
};

interface Outcome {
  readonly told: (client: string | null) => void;
  readonly refused: (why: string) => void;
}

const NONE = 'it has no PROXY header, as listen.trustedProxies has it of that address';

/** Reads a header, whole or in pieces, within so many milliseconds, and leaves what stands behind it. */
const readFrom = (socket: Socket, limitMs: number, { told, refused }: Outcome): void => {
  let held: Buffer = Buffer.alloc(0);
  const late = () => {
    done();
    refused(`its PROXY header took more than ${limitMs} ms`);
  };
  // Load balancers look in this way whether anybody is there.
  const ended = () => socket.destroy();
  const timer = setTimeout(late, limitMs);
  const done = () => {
    clearTimeout(timer);
    socket.off('readable', read).off('end', ended).off('close', done);
  };
  const read = (): void => {
    const bytes: Buffer | null = socket.read();
    if (!bytes) return;
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const header = readHeader(held);
    if (header === 'more') return;
    done();
    if (header === 'malformed') return refused(NONE);
    if (header.end < held.length) socket.unshift(held.subarray(header.end));
    told(header.value);
  };
  socket.on('error', () => {});
  socket.on('readable', read).once('end', ended).once('close', done);
};
