import { WireError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';

/** One element of DER (ITU-T X.690). */
export interface DerElement {
  /** The identifier octet: 0x30 a SEQUENCE, 0xa3 the constructed [3] … */
  readonly tag: number;
  readonly content: Buffer;
}

/** The tags that are looked for. */
export const TAG = { octets: 0x04, oid: 0x06, enumerated: 0x0a, time: 0x18, sequence: 0x30 } as const;

/** Tag numbers from 31 up take more octets; nothing that is read here has one. */
const LONG_TAG = 0x1f;
const MOST_LENGTH_OCTETS = 4;

/** The elements that stand one after the other in `bytes`; what is inside of them is not looked at. @throws WireError */
export const readDer = (bytes: Uint8Array): readonly DerElement[] => {
  const reader = new ByteReader(bytes);
  const elements: DerElement[] = [];
  while (reader.left > 0) elements.push(element(reader));
  return elements;
};

/** The content of the one element that `bytes` are, which must have this tag. @throws WireError */
export const contentOf = (bytes: Uint8Array, tag: number): Buffer => {
  const [first, more] = readDer(bytes);
  if (!first || more || first.tag !== tag) throw new WireError(`DER without the tag 0x${tag.toString(16)}`);
  return first.content;
};

const element = (reader: ByteReader): DerElement => {
  const tag = reader.number(1);
  if ((tag & LONG_TAG) === LONG_TAG) throw new WireError('DER with a tag of several octets');
  return { tag, content: reader.take(lengthIn(reader)) };
};

const lengthIn = (reader: ByteReader): number => {
  const first = reader.number(1);
  if (first < 0x80) return first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > MOST_LENGTH_OCTETS) throw new WireError(`DER with a length of ${octets} octets`);
  return reader.number(octets);
};
