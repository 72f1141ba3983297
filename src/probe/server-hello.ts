import { WireError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { EXTENSION, type Extensions, readExtensions } from './extensions.ts';

export interface ServerHello {
  /** The version agreed on, as a number: of extension 43 where it is there. */
  readonly version: number;
  readonly cipher: number;
  readonly extensions: Extensions;
  /** Whether it asks for another ClientHello (RFC 8446, 4.1.4). */
  readonly isRetry: boolean;
}

/** SHA-256 of "HelloRetryRequest", in the place of the random (RFC 8446, 4.1.3). */
const RETRY_RANDOM = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
const MOST_SESSION_ID_BYTES = 32;

/** The body of a ServerHello, of TLS 1.0 to 1.3, or of a HelloRetryRequest. @throws WireError */
export const readServerHello = (body: Uint8Array): ServerHello => {
  const reader = new ByteReader(body);
  const legacyVersion = reader.number(2);
  const random = reader.take(32);
  if (reader.sized(1).length > MOST_SESSION_ID_BYTES) throw new WireError('a session id of more than 32 bytes');
  const cipher = reader.number(2);
  if (reader.number(1) !== 0) throw new WireError('compression that was not offered');
  // Servers before extensions end here (RFC 5246, 7.4.1.3).
  const extensions = readExtensions(reader.left > 0 ? reader.sized(2) : Buffer.alloc(0));
  reader.end();
  return { version: agreedOn(legacyVersion, extensions), cipher, extensions, isRetry: random.equals(RETRY_RANDOM) };
};

const agreedOn = (legacyVersion: number, extensions: Extensions): number => {
  const supported = extensions.get(EXTENSION.supportedVersions);
  if (!supported) return legacyVersion;
  const reader = new ByteReader(supported);
  const version = reader.number(2);
  reader.end();
  return version;
};
