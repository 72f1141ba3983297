import { WireError } from '../errors.ts';
import type { KeyExchange } from '../model/server-facts.ts';
import { ByteReader } from './byte-reader.ts';
import { groupName } from './groups.ts';

/** RFC 8422, 5.4 */
const CURVE_TYPES: Readonly<Record<number, string>> = { 1: 'explicit prime', 2: 'explicit char2' };
const NAMED_CURVE = 3;

/**
 * The parameters in a ServerKeyExchange of TLS 1.0 to 1.2 (RFC 5246, 7.4.3; RFC 8422, 5.4) for a suite of that name.
 * The signature behind them is not read. @throws WireError
 */
export const readKeyExchange = (body: Uint8Array, cipher: string): KeyExchange => {
  if (cipher.startsWith('TLS_ECDHE_')) return { kind: 'ecdhe', group: curveOf(new ByteReader(body)) };
  if (cipher.startsWith('TLS_DHE_')) return { kind: 'dhe', bits: primeBits(new ByteReader(body)) };
  throw new WireError(`${cipher} has no ServerKeyExchange`);
};

/** The key exchange that a suite alone tells; null: one that has a message of its own, or an unknown one. */
export const fixedKeyExchange = (cipher: string): KeyExchange | null => {
  if (cipher.startsWith('TLS_RSA_')) return { kind: 'rsa' };
  return cipher.startsWith('TLS_ECDH_') ? { kind: 'ecdh' } : null;
};

const curveOf = (reader: ByteReader): string => {
  const type = reader.number(1);
  if (type !== NAMED_CURVE) return CURVE_TYPES[type] ?? `curve type ${type}`;
  const group = reader.number(2);
  if (reader.sized(1).length === 0) throw new WireError('a public key of no bytes');
  return groupName(group);
};

const primeBits = (reader: ByteReader): number => {
  const prime = reader.sized(2);
  const generator = reader.sized(2);
  const publicValue = reader.sized(2);
  if (generator.length === 0 || publicValue.length === 0) throw new WireError('a Diffie-Hellman value of no bytes');
  const first = prime.findIndex((byte) => byte !== 0);
  if (first < 0) throw new WireError('a Diffie-Hellman prime of 0');
  return (prime.length - first) * 8 - Math.clz32(prime.readUInt8(first)) + 24;
};
