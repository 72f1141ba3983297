import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothing, taggedBytes } from '../../src/ca/der.ts';
import { buildPath } from '../../src/chain/build-path.ts';
import { isSignedBy } from '../../src/chain/is-signed-by.ts';
import { linkOf } from '../../src/chain/link.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { readTbs } from '../../src/chain/x509/read-tbs.ts';
import { EXTENSION_READERS } from '../support/extension-readers.ts';
import { extensionOf, makeCa, nameConstraints } from '../support/pki.ts';

const root = makeCa({ name: 'A Root' });
const middle = makeCa({
  name: 'Middle',
  parent: root,
  pathLength: 0,
  eku: ['serverAuth'],
  aia: 'http://ca.test/root.cer',
  extensions: [nameConstraints({ permitted: [taggedBytes(2, Buffer.from('shop.test'))] })],
});
const NAMES = { names: ['api.shop.test'] };
const leaf = middle.issue(NAMES);

describe('a certificate as a link', () => {
  it('with all that it says', () => {
    const link = linkOf(middle.x509);
    expect(link).toMatchObject({
      subject: 'O=mpgate tests, CN=Middle',
      issuer: 'O=mpgate tests, CN=A Root',
      subjectParts: ['2.5.4.3=middle', '2.5.4.10=mpgate tests'],
      fingerprint: middle.x509.fingerprint256.replaceAll(':', '').toLowerCase(),
      notBefore: Date.parse(middle.x509.validFrom),
      notAfter: Date.parse(middle.x509.validTo),
      version: 3,
      basic: { ca: true, pathLength: 0 },
      usage: new Set(['keyCertSign', 'cRLSign']),
      purposes: ['1.3.6.1.5.5.7.3.1'],
      altNames: null,
      constraints: { permitted: [{ kind: 'dns', text: 'shop.test' }], excluded: [] },
      caIssuers: ['http://ca.test/root.cer'],
      malformed: '',
      unknownCritical: '',
    });
    expect(link.authorityKeyId).toBe(linkOf(root.x509).keyId);
    expect(link.issuerKey).toBe(linkOf(root.x509).subjectKey);
  });

  it.each([
    ['an extension that cannot be read', extensionOf('2.5.29.30', nothing()), { malformed: '2.5.29.30' }],
    ['one that must be understood and is unknown', extensionOf('1.2.3.4', nothing()), { unknownCritical: '1.2.3.4' }],
    ['one that need not be', extensionOf('1.2.3.4', nothing(), false), { unknownCritical: '', malformed: '' }],
    ['a policy', extensionOf('2.5.29.32', nothing()), { unknownCritical: '', malformed: '' }],
    [
      'a hint that cannot be read',
      extensionOf('1.3.6.1.5.5.7.1.1', nothing(), false),
      { malformed: '', caIssuers: [] },
    ],
  ])('%s', (_, extension, expected) => {
    expect(linkOf(middle.issue({ ...NAMES, extensions: [extension] }).x509)).toMatchObject(expected);
  });
});

it('dates that are none make it unreadable', () => {
  const { raw } = root.issue(NAMES).x509;
  // The month of UTCTime, YYMMDDhhmmssZ.
  raw.write('19', raw.indexOf(Buffer.from('170d', 'hex')) + 4);
  const odd = new X509Certificate(raw);
  expect(odd.validFrom).not.toMatch(/^[A-Z][a-z]{2} .*GMT$/);
  expect(linkOf(odd).malformed).toBe('validity');
});

it('every root that Node brings along is read, and as Node reads it', () => {
  const read = rootCertificates.map((pem) => new X509Certificate(pem)).map((x509) => ({ x509, link: linkOf(x509) }));
  const odd = read.filter(
    ({ x509, link }) =>
      link.malformed !== '' ||
      link.unknownCritical !== '' ||
      (link.basic?.ca ?? false) !== x509.ca ||
      link.subjectKey !== link.issuerKey ||
      link.subjectParts.length !== x509.subject.split('\n').length ||
      !isSignedBy(link, link),
  );
  expect(odd.map(({ link }) => link.subject)).toEqual([]);
  expect(read.length).toBeGreaterThan(100);
});

it.each([
  ['http://ca.test/a.cer', ['http://ca.test/a.cer']],
  ['ldap://ca.test/a', []],
  ['http://ca.test/\u001b[2J', []],
  [`http://ca.test/${'a'.repeat(600)}`, []],
])('where the issuer is to be had, if a reader can go there: %s', (aia, expected) => {
  expect(linkOf(middle.issue({ ...NAMES, aia }).x509).caIssuers).toEqual(expected);
});

describe('a certificate that was tampered with', () => {
  const roots = indexRoots([root.cert]);
  const originals = [leaf.x509.raw, middle.x509.raw, root.x509.raw];
  const edit = fc.tuple(fc.nat(), fc.nat(255));
  /** A few bytes are others; sometimes the end is missing. */
  const mutant = fc
    .tuple(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 3 }), fc.nat(19), fc.nat())
    .map(([original, edits, chance, cut]) => {
      const bytes = Buffer.from(original);
      for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
      return chance > 0 ? bytes : bytes.subarray(0, cut % bytes.length);
    });
  const parse = (bytes: Buffer): readonly X509Certificate[] => {
    try {
      return [new X509Certificate(bytes)];
    } catch {
      return [];
    }
  };

  it('is read or is none, whichever byte it was', () => {
    let cases = 0;
    const readAll = (bytes: Uint8Array) => {
      const extensions = readTbs(bytes)?.extensions ?? new Map([['', { value: bytes }]]);
      for (const { value } of extensions.values()) for (const read of EXTENSION_READERS) read(value);
      cases += 1 + extensions.size * EXTENSION_READERS.length;
    };
    fc.assert(fc.property(mutant, readAll), { numRuns: 5_000 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), readAll), { numRuns: 2_000 });
    expect(cases).toBeGreaterThan(100_000);
  }, 60_000);

  it('makes a path or none, and none that is trusted if it is the server’s own', () => {
    let read = 0;
    fc.assert(
      fc.property(mutant, fc.nat(2), (bytes, place) => {
        for (const odd of parse(bytes)) {
          read += 1;
          const facts = buildPath([leaf.x509, middle.x509].toSpliced(place, 1, odd), roots, Date.now());
          const isOwn = place === 0 && !originals.some((one) => odd.raw.equals(one));
          expect(isOwn && facts.trust === 'trusted').toBe(false);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(500);
  }, 60_000);
});
