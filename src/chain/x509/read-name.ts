import { type Element, readElements, TAG } from './read-elements.ts';
import { readOid } from './read-oid.ts';

/**
 * A distinguished name's content as text that two names share if they are the same to RFC 5280, 7.1: one string for each
 * relative name, in lower case, with single spaces, whatever kind of string it was written in. null: no name.
 */
export const readName = (content: Uint8Array): readonly string[] | null => {
  const parts: string[] = [];
  for (const { tag, content: set } of readElements(content) ?? [NO_SET]) {
    const attributes = tag === TAG.set ? (readElements(set) ?? [NO_SET]).map(attributeOf) : [null];
    const known = attributes.filter((attribute) => attribute !== null);
    if (known.length !== attributes.length) return null;
    parts.push(known.sort().join('+'));
  }
  return parts;
};

/** Stands for what could not be read, and is no set. */
const NO_SET: Element = { tag: 0, content: new Uint8Array() };

const attributeOf = ({ tag, content }: Element): string | null => {
  const [type, value] = (tag === TAG.sequence && readElements(content)) || [];
  return type?.tag === TAG.oid && value ? `${readOid(type.content)}=${textOf(value)}` : null;
};

const BMP_STRING = 30;
const T61_STRING = 20;
const UTF8 = new TextDecoder();
const DECODERS: Readonly<Record<number, typeof UTF8>> = {
  [BMP_STRING]: new TextDecoder('utf-16be'),
  [T61_STRING]: new TextDecoder('latin1'),
};

const textOf = ({ tag, content }: Element): string =>
  (DECODERS[tag] ?? UTF8).decode(content).trim().replace(/\s+/g, ' ').toLowerCase();
