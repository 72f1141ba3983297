import { WireError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';

const OCSP = 1;

/** DER of the OCSPResponse in the body of a CertificateStatus (RFC 6066, 8); may be no DER at all. @throws WireError */
export const readCertificateStatus = (body: Uint8Array): Buffer => {
  const reader = new ByteReader(body);
  const type = reader.number(1);
  if (type !== OCSP) throw new WireError(`a status of type ${type}, and only OCSP was asked for`);
  const response = reader.sized(3);
  reader.end();
  return response;
};
