/** What certificate transparency adds to a server, with signatures that no log has made. */
import { type Der, encode, octets, oid, sequence } from '../../src/ca/der.ts';
import { sized16, u8, u16 } from '../../src/probe/bytes.ts';

export interface Timestamp {
  /** base64 of 32 bytes. */
  readonly logId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A SignedCertificateTimestampList (RFC 6962, 3.3). */
export const sctListOf = (...timestamps: readonly Timestamp[]): Buffer =>
  sized16(...timestamps.map((timestamp) => sized16(sct(timestamp))));

/** Such a list as an extension: of a certificate (`…2.4.2`), or of an answer of OCSP (`…2.4.5`). */
export const sctExtension = (id: '1.3.6.1.4.1.11129.2.4.2' | '1.3.6.1.4.1.11129.2.4.5', list: Uint8Array): Der =>
  sequence(oid(id), octets(encode(octets(list))));

/**
 * Such a list as extension 18 of TLS, in the form of `openssl s_server -serverinfo`: the messages that may have it
 * (ClientHello, the ServerHello of TLS 1.2, the Certificate of TLS 1.3), its type, its length, the list.
 */
export const serverinfo = (list: Uint8Array): string => {
  const base64 = Buffer.concat([Buffer.from('000011800012', 'hex'), sized16(list)]).toString('base64');
  const name = 'SERVERINFOV2 FOR EXTENSION 18';
  return `-----BEGIN ${name}-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END ${name}-----\n`;
};

const sct = ({ logId, at }: Timestamp): Buffer => {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(at));
  // ECDSA with SHA-256.
  return Buffer.concat([
    u8(0),
    Buffer.from(logId, 'base64'),
    time,
    sized16(),
    u16(0x0403),
    sized16(Buffer.alloc(70, 9)),
  ]);
};
