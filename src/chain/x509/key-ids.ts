import { readOnly, readSequence, TAG } from './read-elements.ts';

const KEY_ID = 0x80;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** SubjectKeyIdentifier (RFC 5280, 4.2.1.2) in hex, from the DER of the extension's value; null: malformed. */
export const readSubjectKeyId = (value: Uint8Array): string | null => {
  const id = readOnly(value, TAG.octets);
  return id && hex(id);
};

/** The key's id in AuthorityKeyIdentifier (RFC 5280, 4.2.1.1) in hex; null: malformed, or it names none. */
export const readAuthorityKeyId = (value: Uint8Array): string | null => {
  const id = readSequence(value)?.find(({ tag }) => tag === KEY_ID);
  return id ? hex(id.content) : null;
};
