import { WireError } from '../errors.ts';
import type { StapleFacts } from '../model/server-facts.ts';
import { contentOf, type DerElement, readDer, TAG } from './der-reader.ts';
import { extensionValue } from './extension-value.ts';

/** What is read of an OCSP response. */
export interface OcspResponse extends StapleFacts {
  /** The SignedCertificateTimestampList in its first answer. null: none. */
  readonly sctList: Buffer | null;
}

/** OCSPResponseStatus (RFC 6960, 4.2.1) */
const RESPONSE_STATUS: Readonly<Record<number, string>> = {
  0: 'successful',
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};
/** CertStatus, by its tag. */
const CERTIFICATE_STATUS: Readonly<Record<number, 'good' | 'revoked' | 'unknown'>> = {
  128: 'good',
  161: 'revoked',
  130: 'unknown',
};
/** 1.3.6.1.4.1.11129.2.4.5 (RFC 6962, 3.3) */
const SCT_LIST = '2b06010401d679020405';
/** [0] and [1] EXPLICIT. */
const [TAGGED_0, TAGGED_1] = [0xa0, 0xa1];

/** The DER of an OCSPResponse (RFC 6960, 4.2.1); its signature is not read. @throws WireError */
export const readOcspResponse = (bytes: Uint8Array): OcspResponse => {
  const [status, body] = readDer(contentOf(bytes, TAG.sequence));
  if (status?.tag !== TAG.enumerated) throw new WireError('an OCSP response without a status');
  const number = status.content[0] ?? -1;
  const responseStatus = RESPONSE_STATUS[number] ?? `status ${number}`;
  const single = body ? firstSingle(body.content) : null;
  return { responseStatus, ...answerOf(single) };
};

/** ResponseBytes, the BasicOCSPResponse in it, its ResponseData, and of that the first SingleResponse. */
const firstSingle = (tagged: Uint8Array): readonly DerElement[] | null => {
  const basic = readDer(contentOf(tagged, TAG.sequence)).find(({ tag }) => tag === TAG.octets);
  const [data] = readDer(contentOf(basic?.content ?? Buffer.alloc(0), TAG.sequence));
  // A version, the responder's name or key and the time stand before the answers; none of those is a bare SEQUENCE.
  const answers = readDer(data?.content ?? Buffer.alloc(0)).find(({ tag }) => tag === TAG.sequence);
  const [first] = readDer(answers?.content ?? Buffer.alloc(0));
  return first ? readDer(first.content) : null;
};

/** certID, certStatus, thisUpdate, [0] nextUpdate, [1] singleExtensions. */
const answerOf = (single: readonly DerElement[] | null): Omit<OcspResponse, 'responseStatus'> => {
  if (!single) return { certificateStatus: null, thisUpdate: null, nextUpdate: null, sctList: null };
  const [, status, thisUpdate, ...rest] = single;
  const next = rest.find(({ tag }) => tag === TAGGED_0);
  const extensions = rest.find(({ tag }) => tag === TAGGED_1);
  const value = extensions ? extensionValue(extensions.content, SCT_LIST) : null;
  return {
    certificateStatus: CERTIFICATE_STATUS[status?.tag ?? 0] ?? null,
    thisUpdate: timeOf(thisUpdate?.content),
    nextUpdate: next ? timeOf(contentOf(next.content, TAG.time)) : null,
    sctList: value && contentOf(value, TAG.octets),
  };
};

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/;

/** Epoch milliseconds of a GeneralizedTime in UTC; null: none. */
const timeOf = (content: Buffer | undefined): number | null => {
  const parts = TIME.exec(content?.toString('latin1') ?? '');
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
};
