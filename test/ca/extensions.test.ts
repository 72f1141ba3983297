import { describe, expect, it } from 'vitest';
import { type Der, encode } from '../../src/ca/der.ts';
import {
  authorityKeyId,
  basicConstraints,
  extendedKeyUsage,
  extensionsField,
  issuerAt,
  keyUsage,
  subjectAltName,
  subjectKeyId,
} from '../../src/ca/extensions.ts';

const id = Buffer.from('0102', 'hex');

/** Each as openssl 3 writes it. */
const rows: readonly (readonly [what: string, extension: Der, hex: string])[] = [
  ['a CA', basicConstraints(true), '300f0603551d130101ff040530030101ff'],
  ['a CA with no CA below', basicConstraints(true, 0), '30120603551d130101ff040830060101ff020100'],
  ['no CA', basicConstraints(false), '300c0603551d130101ff04023000'],
  ["a CA's key usage", keyUsage('keyCertSign', 'cRLSign'), '300e0603551d0f0101ff040403020106'],
  ['an EC leaf’s key usage', keyUsage('digitalSignature'), '300e0603551d0f0101ff040403020780'],
  ['an RSA leaf’s', keyUsage('digitalSignature', 'keyEncipherment'), '300e0603551d0f0101ff0404030205a0'],
  ['its purpose', extendedKeyUsage('serverAuth'), '30130603551d25040c300a06082b06010505070301'],
  ['a name', subjectAltName(['a.test']), '30110603551d11040a30088206612e74657374'],
  ['a name, critical', subjectAltName(['a.test'], true), '30140603551d110101ff040a30088206612e74657374'],
  ['an address', subjectAltName(['127.0.0.1']), '300f0603551d11040830068704' + '7f000001'],
  ['an IPv6 address', subjectAltName(['::1']), `301b0603551d11041430128710${'00'.repeat(15)}01`],
  ['a key id', subjectKeyId(id), '300b0603551d0e040404020102'],
  ["the issuer's key id", authorityKeyId(id), '300d0603551d23040630048002' + '0102'],
];

describe('extensions', () => {
  it.each(rows)('writes %s', (_what, extension, hex) => {
    expect(encode(extension).toString('hex')).toBe(hex);
  });

  it('says where the issuer is to be had', () => {
    expect(encode(issuerAt('http://ca.test/i')).toString('latin1')).toContain('http://ca.test/i');
  });

  it('gathers them in field 3 of the certificate', () => {
    expect(encode(extensionsField([basicConstraints(false)])).toString('hex')).toBe(
      'a310300e300c0603551d130101ff04023000',
    );
  });
});
