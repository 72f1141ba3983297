import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { bits, type Der, encode, integer, octets, oid, sequence, tagged, taggedBytes, truth } from './der.ts';

/** The extensions of RFC 5280, 4.2.1, that our certificates carry. */

const extension = (id: string, critical: boolean, value: Der): Der =>
  sequence(oid(id), ...(critical ? [truth()] : []), octets(encode(value)));

/** `pathLength`: how many CAs may stand below; null: as many as there are. */
export const basicConstraints = (ca: boolean, pathLength: number | null = null): Der =>
  extension(
    '2.5.29.19',
    true,
    sequence(...(ca ? [truth()] : []), ...(ca && pathLength !== null ? [integer(Buffer.from([pathLength]))] : [])),
  );

/** Bit numbers of KeyUsage. */
const USAGE = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;
export type Usage = keyof typeof USAGE;

export const keyUsage = (...usages: readonly Usage[]): Der => {
  const numbers = usages.map((usage) => USAGE[usage]);
  const byte = numbers.reduce<number>((sum, number) => sum | (0x80 >> number), 0);
  return extension('2.5.29.15', true, bits(Buffer.from([byte]), 7 - Math.max(...numbers)));
};

const PURPOSE = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;
export type Purpose = keyof typeof PURPOSE;

export const extendedKeyUsage = (...purposes: readonly Purpose[]): Der =>
  extension('2.5.29.37', false, sequence(...purposes.map((purpose) => oid(PURPOSE[purpose]))));

/** Host names and addresses, each as what it is. Critical where the subject is empty (RFC 5280, 4.2.1.6). */
export const subjectAltName = (hosts: readonly string[], critical = false): Der =>
  extension('2.5.29.17', critical, sequence(...hosts.map(generalName)));

const generalName = (host: string): Der =>
  isIP(host)
    ? taggedBytes(7, Buffer.from(ipaddr.parse(host).toByteArray()))
    : taggedBytes(2, Buffer.from(host, 'latin1'));

export const subjectKeyId = (keyId: Uint8Array): Der => extension('2.5.29.14', false, octets(keyId));

export const authorityKeyId = (keyId: Uint8Array): Der =>
  extension('2.5.29.35', false, sequence(taggedBytes(0, keyId)));

/** Where the issuer's certificate is to be had. */
export const issuerAt = (url: string): Der =>
  extension(
    '1.3.6.1.5.5.7.1.1',
    false,
    sequence(sequence(oid('1.3.6.1.5.5.7.48.2'), taggedBytes(6, Buffer.from(url, 'latin1')))),
  );

export const extensionsField = (extensions: readonly Der[]): Der => tagged(3, sequence(...extensions));
