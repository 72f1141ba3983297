import { createHash, createHmac } from 'node:crypto';
import { sized8, u16 } from './bytes.ts';

/** A hash of TLS 1.3's suites. */
export type Hash = 'sha256' | 'sha384';

const HASH_BYTES = { sha256: 32, sha384: 48 } as const;

/** What a sender's records are sealed with (RFC 8446, 7.3). */
export interface TrafficKeys {
  readonly key: Buffer;
  readonly iv: Buffer;
}

export const digest = (hash: Hash, ...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((sum, part) => sum.update(part), createHash(hash)).digest();

/** The server's keys for its handshake messages; `transcript`: the hash up to the ServerHello (RFC 8446, 7.1). */
export const serverHandshakeKeys = (
  hash: Hash,
  shared: Uint8Array,
  transcript: Uint8Array,
  keyBytes: number,
): TrafficKeys => {
  const length = HASH_BYTES[hash];
  const early = extract(hash, Buffer.alloc(length), Buffer.alloc(length));
  const handshake = extract(hash, expand(hash, early, 'derived', digest(hash), length), shared);
  const traffic = expand(hash, handshake, 's hs traffic', transcript, length);
  const nothing = Buffer.alloc(0);
  return { key: expand(hash, traffic, 'key', nothing, keyBytes), iv: expand(hash, traffic, 'iv', nothing, 12) };
};

/** HKDF-Extract (RFC 5869, 2.2) */
const extract = (hash: Hash, salt: Uint8Array, secret: Uint8Array): Buffer =>
  createHmac(hash, salt).update(secret).digest();

/** HKDF-Expand-Label (RFC 8446, 7.1), up to one hash long: then one round of HKDF-Expand is all. */
const expand = (hash: Hash, secret: Uint8Array, label: string, context: Uint8Array, length: number): Buffer =>
  createHmac(hash, secret)
    .update(
      Buffer.concat([u16(length), sized8(Buffer.from(`tls13 ${label}`, 'latin1')), sized8(context), Buffer.of(1)]),
    )
    .digest()
    .subarray(0, length);
