import { expect, it } from 'vitest';
import { checkJson, keyText } from '../../src/cli/check-json.ts';
import { certificateOf, intermediate } from '../support/facts.ts';
import { checkedHost, finding } from './checked.ts';

it('has a host with all that was found', () => {
  const found = finding({ platforms: ['ios'] });
  const leaf = certificateOf();
  const { rule, errMsg, errno, message } = found;
  const old = { rule, errMsg, errno, message };
  const android = [{ first: null, last: '4.4', findings: [old] }];
  expect(checkJson([checkedHost({ chain: [leaf], findings: [found], android, pins: 'match' })], 'android')).toEqual({
    version: 1,
    platform: 'android',
    hosts: [
      {
        host: 'api.shop.test',
        port: 443,
        ok: true,
        addresses: [
          {
            address: '203.0.113.7',
            trouble: null,
            chain: [expect.objectContaining({ spki: leaf.spki }), expect.objectContaining({ spki: intermediate.spki })],
            tls: { '1.0': false, '1.1': false, '1.2': true, '1.3': true },
          },
        ],
        android: [{ versions: 'up to 4.4', ok: false, findings: [old] }],
        findings: [found],
        chain: [
          {
            subject: leaf.subject,
            issuer: leaf.issuer,
            notBefore: new Date(leaf.notBefore).toISOString(),
            notAfter: new Date(leaf.notAfter).toISOString(),
            key: keyText(leaf.keyType, leaf.keyBits),
            signature: leaf.signatureHash,
            spki: leaf.spki,
          },
        ],
        tls: { '1.0': false, '1.1': false, '1.2': true, '1.3': true },
        server: expect.objectContaining({ best: '1.3', withoutName: 'same', clientCertificate: 'none' }),
        pins: { state: 'match' },
      },
    ],
  });
});

it.each([
  ['rsa', 2048, 'RSA 2048'],
  ['ec', 256, 'EC 256'],
  ['ed25519', 0, 'ED25519'],
])('a key of %s, %i bits: %s', (type, bits, expected) => {
  expect(keyText(type, bits)).toBe(expected);
});
