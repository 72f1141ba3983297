import { WireError } from '../errors.ts';
import type { Sct } from '../model/server-facts.ts';
import { ByteReader } from './byte-reader.ts';

const LOG_ID_BYTES = 32;

/** A SignedCertificateTimestampList, never empty (RFC 6962, 3.3). @throws WireError */
export const readSctList = (bytes: Uint8Array): readonly Sct[] => {
  const outer = new ByteReader(bytes);
  const reader = new ByteReader(outer.sized(2));
  outer.end();
  const scts: Sct[] = [];
  while (reader.left > 0) scts.push(sct(reader.sized(2)));
  if (scts.length === 0) throw new WireError('a list of no timestamps');
  return scts;
};

const sct = (bytes: Uint8Array): Sct => {
  const reader = new ByteReader(bytes);
  const version = reader.number(1);
  if (version !== 0) throw new WireError(`a timestamp of version ${version}`);
  const logId = reader.take(LOG_ID_BYTES).toString('base64');
  const at = reader.number(4) * 2 ** 32 + reader.number(4);
  reader.sized(2);
  // Two bytes for the signature's algorithm.
  reader.number(2);
  reader.sized(2);
  reader.end();
  return { logId, at };
};
