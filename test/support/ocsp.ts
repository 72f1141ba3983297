/** Responses of OCSP (RFC 6960, 4.2.1), with signatures that nobody has made. */
import {
  bits,
  type Der,
  decode,
  encode,
  nothing,
  octets,
  oid,
  sequence,
  tagged,
  taggedBytes,
} from '../../src/ca/der.ts';
import { sctExtension } from './transparency.ts';

export interface OcspOptions {
  readonly status?: 'good' | 'revoked' | 'unknown';
  /** Epoch milliseconds, of whole seconds. */
  readonly thisUpdate?: number;
  readonly nextUpdate?: number | null;
  /** A SignedCertificateTimestampList. */
  readonly sctList?: Uint8Array;
}

export const ocspResponse = ({ status = 'good', ...rest }: OcspOptions = {}): Buffer => {
  const { thisUpdate = Date.UTC(2026, 0, 2, 3, 4, 5), nextUpdate = null, sctList } = rest;
  const sha1 = sequence(oid('1.3.14.3.2.26'), nothing());
  const id = sequence(sha1, octets(Buffer.alloc(20, 1)), octets(Buffer.alloc(20, 2)), raw(0x02, Buffer.of(7)));
  const single = sequence(
    id,
    statuses[status](thisUpdate),
    time(thisUpdate),
    ...(nextUpdate === null ? [] : [tagged(0, time(nextUpdate))]),
    ...(sctList ? [tagged(1, sequence(sctExtension('1.3.6.1.4.1.11129.2.4.5', sctList)))] : []),
  );
  const data = sequence(tagged(2, octets(Buffer.alloc(20, 3))), time(thisUpdate), sequence(single));
  const basic = sequence(data, sequence(oid('1.2.840.113549.1.1.11'), nothing()), bits(Buffer.alloc(256, 4)));
  const bytes = sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(encode(basic)));
  return encode(sequence(raw(0x0a, Buffer.of(0)), tagged(0, bytes)));
};

/** One that has no answer: `tryLater` is 3. */
export const ocspError = (status: number): Buffer => encode(sequence(raw(0x0a, Buffer.of(status))));

const raw = (tag: number, content: Uint8Array): Der => decode(Buffer.concat([Buffer.of(tag, content.length), content]));

const time = (at: number): Der =>
  raw(0x18, Buffer.from(`${new Date(at).toISOString().replace(/\.000|[-:T]/g, '')}`, 'latin1'));

const statuses = {
  good: () => taggedBytes(0, Buffer.alloc(0)),
  revoked: (at: number) => tagged(1, time(at)),
  unknown: () => taggedBytes(2, Buffer.alloc(0)),
};
