import { WireError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { readCertificateStatus } from './certificate-status.ts';
import { EXTENSION, readExtensions } from './extensions.ts';

/** What a Certificate message holds; the staple and the list only in TLS 1.3. */
export interface Shown {
  /** DER, in the order of the wire; may be empty. */
  readonly chain: readonly Buffer[];
  readonly staple: Buffer | null;
  readonly sctList: Buffer | null;
}

/** The body of a Certificate message of TLS 1.0 to 1.2 (RFC 5246, 7.4.2). @throws WireError */
export const readCertificates = (body: Uint8Array): Shown => {
  const outer = new ByteReader(body);
  const reader = new ByteReader(outer.sized(3));
  outer.end();
  const chain: Buffer[] = [];
  while (reader.left > 0) chain.push(certificate(reader));
  return { chain, staple: null, sctList: null };
};

/** The body of a Certificate message of TLS 1.3 (RFC 8446, 4.4.2). @throws WireError */
export const readCertificateEntries = (body: Uint8Array): Shown => {
  const outer = new ByteReader(body);
  if (outer.sized(1).length > 0) throw new WireError('a context that only answers to CertificateRequest have');
  const reader = new ByteReader(outer.sized(3));
  outer.end();
  const chain: Buffer[] = [];
  let leaf: Omit<Shown, 'chain'> | undefined;
  while (reader.left > 0) {
    chain.push(certificate(reader));
    const beside = entryExtensions(reader);
    leaf ??= beside;
  }
  return { chain, staple: leaf?.staple ?? null, sctList: leaf?.sctList ?? null };
};

const certificate = (reader: ByteReader): Buffer => {
  const der = reader.sized(3);
  if (der.length === 0) throw new WireError('a certificate of no bytes');
  return der;
};

const entryExtensions = (reader: ByteReader): Omit<Shown, 'chain'> => {
  const extensions = readExtensions(reader.sized(2));
  const status = extensions.get(EXTENSION.statusRequest);
  return { staple: status ? readCertificateStatus(status) : null, sctList: extensions.get(EXTENSION.sct) ?? null };
};
