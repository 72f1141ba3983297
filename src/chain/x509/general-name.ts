import { type Element, readElements, readOnly, readSequence, TAG } from './read-elements.ts';
import { readName } from './read-name.ts';

/** A name of RFC 5280, 4.2.1.6, by kind. */
export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri'; readonly text: string }
  /** An address, or in a constraint an address and its mask. */
  | { readonly kind: 'ip'; readonly bytes: Uint8Array }
  | { readonly kind: 'directory'; readonly parts: readonly string[] }
  /** One that nothing here compares: of another name's kind, X.400, EDI, a registered number. */
  | { readonly kind: 'other'; readonly tag: number };

const TEXTS: Readonly<Record<number, 'dns' | 'email' | 'uri'>> = { 129: 'email', 130: 'dns', 134: 'uri' };
const ADDRESS = 135;
const DIRECTORY = 164;
const LATIN1 = new TextDecoder('latin1');

/** null: malformed. */
export const generalName = ({ tag, content }: Element): GeneralName | null => {
  const kind = TEXTS[tag];
  if (kind) return { kind, text: LATIN1.decode(content) };
  if (tag === ADDRESS) return { kind: 'ip', bytes: content };
  if (tag !== DIRECTORY) return (tag & 0xc0) === 0x80 ? { kind: 'other', tag } : null;
  const name = readOnly(content, TAG.sequence);
  const parts = name && readName(name);
  return parts && { kind: 'directory', parts };
};

/** All of them, or null. */
export const generalNames = (elements: readonly Element[]): readonly GeneralName[] | null => {
  const names = elements.map(generalName).filter((name) => name !== null);
  return names.length === elements.length ? names : null;
};

/** Subject alternative names, from the DER of the extension's value; null: malformed. */
export const readAltNames = (value: Uint8Array): readonly GeneralName[] | null => {
  const parts = readSequence(value);
  return parts && generalNames(parts);
};

/** The bases of subtrees, the content of a [0] or [1] of name constraints; null: malformed. */
export const readSubtrees = (content: Uint8Array): readonly GeneralName[] | null => {
  const trees = readElements(content);
  const bases = trees?.flatMap((tree) => (tree.tag === TAG.sequence && readElements(tree.content)?.[0]) || []);
  return bases && bases.length === trees?.length ? generalNames(bases) : null;
};
