import type { Authority } from '../../model/facts.ts';
import { readAddress, writeAddress } from './address.ts';

/** One datagram of a client: where it is to go, and what it carries (RFC 1928, 7). */
export interface Datagram {
  readonly authority: Authority;
  readonly payload: Buffer;
}

/** null: a fragment, for which there is no use, or nothing that has a place to go. */
export const readDatagram = (bytes: Buffer): Datagram | null => {
  if (bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 0) return null;
  const read = readAddress(bytes, 3);
  if (typeof read === 'string') return null;
  const { host, port } = read.value;
  return host && port !== 0 ? { authority: { ...host, port }, payload: bytes.subarray(read.end) } : null;
};

/** What stands before a datagram that comes from there. */
export const datagramHead = (from: Authority): Buffer => Buffer.concat([Buffer.alloc(3), writeAddress(from)]);
