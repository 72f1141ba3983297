import { readElements, readSequence, TAG } from './read-elements.ts';
import { readOid } from './read-oid.ts';

/** Where more about the issuer is to be had (RFC 5280, 4.2.2.1): URLs as written. */
export interface AuthorityAccess {
  readonly caIssuers: readonly string[];
  readonly ocsp: readonly string[];
}

const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';
const OCSP = '1.3.6.1.5.5.7.48.1';
const URI = 134;
const LATIN1 = new TextDecoder('latin1');

/** From the DER of the extension's value; null: malformed. */
export const readAuthorityAccess = (value: Uint8Array): AuthorityAccess | null => {
  const entries = readSequence(value);
  if (!entries) return null;
  const at = (wanted: string): readonly string[] =>
    entries.flatMap(({ content }) => {
      const [method, place] = readElements(content) ?? [];
      const isWanted = method?.tag === TAG.oid && readOid(method.content) === wanted;
      return isWanted && place?.tag === URI ? [LATIN1.decode(place.content)] : [];
    });
  return { caIssuers: at(CA_ISSUERS), ocsp: at(OCSP) };
};
