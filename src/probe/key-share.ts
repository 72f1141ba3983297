import {
  createECDH,
  createPublicKey,
  diffieHellman,
  type ECDH,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { WireError } from '../errors.ts';
import type { OfferedShare } from './client-hello.ts';

/** One key pair for one group of TLS 1.3 (RFC 8446, 4.2.8). */
export interface KeyShare extends OfferedShare {
  /** The secret that it makes with the server's public key. @throws WireError */
  readonly secretWith: (publicKey: Uint8Array) => Buffer;
}

/** A group's number, and what makes a key pair in it. */
const MAKERS: Readonly<Record<number, (group: number) => KeyShare>> = {
  29: (group) => montgomery(group, 'x25519'),
  23: (group) => weierstrass(group, createECDH('prime256v1')),
  24: (group) => weierstrass(group, createECDH('secp384r1')),
  25: (group) => weierstrass(group, createECDH('secp521r1')),
  30: (group) => montgomery(group, 'x448'),
};

/** The groups of which shares can be made, the likeliest first. */
export const SHARE_GROUPS: readonly number[] = [29, 23, 24, 25, 30];

/** @throws WireError for a group that is none of `SHARE_GROUPS` */
export const makeShare = (group: number): KeyShare => {
  const maker = MAKERS[group];
  if (!maker) throw new WireError(`group ${group} was not offered`);
  return maker(group);
};

const weierstrass = (group: number, pair: ECDH): KeyShare => ({
  group,
  publicKey: pair.generateKeys(),
  secretWith: (publicKey) => ofServer(() => pair.computeSecret(publicKey)),
});

/** DER in front of a raw key (RFC 8410, 4). */
const SPKI = { x25519: '302a300506032b656e032100', x448: '3042300506032b656f033900' } as const;

const montgomery = (group: number, type: keyof typeof SPKI): KeyShare => {
  const { privateKey, publicKey } = pairOf(type);
  const prefix = Buffer.from(SPKI[type], 'hex');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(prefix.length);
  return {
    group,
    publicKey: raw,
    secretWith: (other) =>
      ofServer(() => {
        const key = createPublicKey({ key: Buffer.concat([prefix, other]), type: 'spki', format: 'der' });
        return diffieHellman({ privateKey, publicKey: key });
      }),
  };
};

const pairOf = (type: keyof typeof SPKI): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } =>
  type === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('x448');

/** What OpenSSL says of a key that is none is of no use to anyone. */
const ofServer = (compute: () => Buffer): Buffer => {
  try {
    return compute();
  } catch {
    throw new WireError('the key share is no key of its group');
  }
};
