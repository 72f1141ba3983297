import { type Element, readElements, readOnly, readSequence, TAG } from './read-elements.ts';
import { readName } from './read-name.ts';
import { readOid } from './read-oid.ts';

export interface Extension {
  readonly critical: boolean;
  /** DER of its value. */
  readonly value: Uint8Array;
}

/** The parts of a certificate's signed half (TBSCertificate of RFC 5280, 4.1) that a path is built by. */
export interface Tbs {
  /** 1 to 3. */
  readonly version: number;
  readonly subject: readonly string[];
  /** By object identifier. */
  readonly extensions: ReadonlyMap<string, Extension>;
}

const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

/** null: no certificate of DER, or one with an extension twice (RFC 5280, 4.2 forbids it). */
export const readTbs = (certificate: Uint8Array): Tbs | null => {
  const [tbs] = readSequence(certificate) ?? [];
  const parts = tbs?.tag === TAG.sequence ? readElements(tbs.content) : null;
  if (!parts) return null;
  const [first] = parts;
  const versioned = first?.tag === VERSION;
  // serialNumber, signature, issuer, validity, subject
  const [, , , , name] = versioned ? parts.slice(1) : parts;
  const subject = name?.tag === TAG.sequence ? readName(name.content) : null;
  const extensions = extensionsOf(parts.find(({ tag }) => tag === EXTENSIONS));
  const version = versioned && first ? (readOnly(first.content, TAG.integer)?.[0] ?? 0) + 1 : 1;
  return subject && extensions ? { version, subject, extensions } : null;
};

const extensionsOf = (field: Element | undefined): ReadonlyMap<string, Extension> | null => {
  const found = new Map<string, Extension>();
  for (const { content } of field ? (readSequence(field.content) ?? [field]) : []) {
    const parts = readElements(content) ?? [];
    const [id, middle] = parts;
    const value = parts.at(-1);
    const name = id?.tag === TAG.oid ? readOid(id.content) : '';
    if (name === '' || value?.tag !== TAG.octets || found.has(name)) return null;
    const critical = middle?.tag === TAG.boolean && middle.content[0] !== 0;
    found.set(name, { critical, value: value.content });
  }
  return found;
};
