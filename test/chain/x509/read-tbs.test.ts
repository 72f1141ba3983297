import { expect, it } from 'vitest';
import { sealed, signatureAlgorithm, toBeSigned } from '../../../src/ca/certificate.ts';
import { octets, oid, sequence } from '../../../src/ca/der.ts';
import { spkiDer } from '../../../src/ca/spki.ts';
import { readTbs } from '../../../src/chain/x509/read-tbs.ts';
import { extensionOf, makeCa } from '../../support/pki.ts';

const root = makeCa({ name: 'A Root' });

it('version, names and extensions', () => {
  const tbs = readTbs(makeCa({ name: 'Below', parent: root }).x509.raw);
  expect(tbs).toMatchObject({
    version: 3,
    subject: ['2.5.4.3=below', '2.5.4.10=mpgate tests'],
  });
  expect([...(tbs?.extensions ?? [])].map(([id, { critical }]) => [id, critical])).toEqual([
    ['2.5.29.19', true],
    ['2.5.29.15', true],
    ['2.5.29.14', false],
    ['2.5.29.35', false],
  ]);
});

it('an extension that is there twice makes it unreadable', () => {
  const twice = [extensionOf('1.2.3', octets(Buffer.of(1))), extensionOf('1.2.3', octets(Buffer.of(2)))];
  expect(readTbs(root.issue({ names: ['a.test'], extensions: twice }).x509.raw)).toBeNull();
});

it('so does one without a value', () => {
  const how = signatureAlgorithm(root.keyObject);
  const form = {
    subject: root.subject,
    issuer: root.subject,
    notBefore: new Date(0),
    notAfter: new Date(),
    spki: spkiDer(root.keyObject),
    extensions: [sequence(oid('1.2.3'))],
  };
  expect(readTbs(sealed(toBeSigned(form, how), how, Buffer.alloc(8)))).toBeNull();
  expect(readTbs(sealed(toBeSigned({ ...form, extensions: [] }, how), how, Buffer.alloc(8)))?.extensions.size).toBe(0);
});

it.each(['', '3000', '30023000', '3005300330010a'])('%s is no certificate', (hex) => {
  expect(readTbs(Buffer.from(hex, 'hex'))).toBeNull();
});
