import { readOnly, TAG } from './read-elements.ts';

/** RFC 5280, 4.2.1.3, in the order of its bits. */
const USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof USAGES)[number];

/** From the DER of the extension's value; null: malformed. */
export const readKeyUsage = (value: Uint8Array): ReadonlySet<KeyUsage> | null => {
  const bits = readOnly(value, TAG.bits);
  const unused = bits?.[0];
  if (!bits || unused === undefined || unused > 7) return null;
  const isSet = (bit: number): boolean => ((bits[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  return new Set(USAGES.filter((_, bit) => isSet(bit)));
};
