import { expect, it } from 'vitest';
import { linkOf } from '../../src/chain/link.ts';
import type { Way } from '../../src/chain/walk.ts';
import { wayFaults } from '../../src/chain/way-faults.ts';
import { makeCa, selfSigned, type TestCertificate } from '../support/pki.ts';

const NAMES = { names: ['api.shop.test'] };
const root = makeCa({ name: 'Root' });
const middle = makeCa({ name: 'Middle', parent: root });
const issuing = makeCa({ name: 'Issuing', parent: root });
const late = { notBefore: new Date(0), notAfter: new Date(1_000) };

const rows: readonly (readonly [
  what: string,
  links: readonly TestCertificate[],
  end: Way['end'],
  faults: readonly object[],
])[] = [
  ['a root', [root.issue(NAMES), root], 'root', []],
  ['itself', [selfSigned(NAMES)], 'self-signed', [{ kind: 'self-signed' }]],
  [
    'a root unknown',
    [root.issue(NAMES), root],
    'self-signed',
    [{ kind: 'unknown-root', root: 'O=mpgate tests, CN=Root' }],
  ],
  ['no issuer', [root.issue(NAMES)], 'no-issuer', [{ kind: 'unknown-root', root: 'O=mpgate tests, CN=Root' }]],
  [
    'no issuer, which is an intermediate by its name',
    [issuing.issue(NAMES)],
    'no-issuer',
    [{ kind: 'incomplete', missing: 'O=mpgate tests, CN=Issuing', urls: [] }],
  ],
  [
    'no issuer, which is to be had',
    [middle.issue({ ...NAMES, aia: 'http://ca.test/' })],
    'no-issuer',
    [{ kind: 'incomplete', missing: 'O=mpgate tests, CN=Middle', urls: ['http://ca.test/'] }],
  ],
  [
    'no issuer, which is a root by its name, and to be had',
    [root.issue({ ...NAMES, aia: 'http://ca.test/' })],
    'no-issuer',
    [{ kind: 'unknown-root', root: 'O=mpgate tests, CN=Root' }],
  ],
  [
    'no issuer, and out of date',
    [root.issue({ ...NAMES, ...late })],
    'no-issuer',
    [{ kind: 'unknown-root' }, { kind: 'expired', link: 0 }],
  ],
];

it.each(rows)('%s', (_, certificates, end, faults) => {
  const way = { links: certificates.map(({ x509 }) => linkOf(x509)), end, broken: null };
  const found = wayFaults(way, Date.now());
  expect(found).toHaveLength(faults.length);
  expect(found).toMatchObject(faults);
});
