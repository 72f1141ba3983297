import { expect, it } from 'vitest';
import { linkOf } from '../../src/chain/link.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { walk } from '../../src/chain/walk.ts';
import { makeCa, selfSigned, type TestCertificate } from '../support/pki.ts';

const NAMES = { names: ['api.shop.test'] };
const root = makeCa({ name: 'Root' });
const other = makeCa({ name: 'Other' });
const crossed = makeCa({ name: 'Root', parent: other, reuseKey: root.keyObject });
const middle = makeCa({ name: 'Middle', parent: root });
const leaf = middle.issue(NAMES);

const ways = (sent: readonly TestCertificate[], roots: readonly TestCertificate[]) =>
  walk(
    sent.map(({ x509 }) => linkOf(x509)),
    indexRoots(roots.map(({ cert }) => cert)),
  ).map(({ links, end, broken }) => {
    const names = links.slice(1).map(({ subject }) => subject.replace('O=mpgate tests, CN=', ''));
    return `${names.join(' ')}: ${end}${broken === null ? '' : ` ${broken}`}`;
  });

it.each([
  ['no certificate', [], [root], []],
  ['one way', [leaf, middle], [root], ['Middle Root: root']],
  ['two ways', [leaf, middle, crossed], [root, other], ['Middle Root: root', 'Middle Root Other: root']],
  ['an end', [leaf, middle], [other], ['Middle: no-issuer']],
  ['nothing above', [leaf], [root], [': no-issuer']],
  ['itself', [selfSigned(NAMES)], [root], [': self-signed']],
  ['a root that nobody has', [leaf, middle, root], [other], ['Middle Root: self-signed']],
  [
    'a signature that does not fit',
    [middle.issue({ ...NAMES, corrupt: true }), middle],
    [root],
    ['Middle Root: root 0'],
  ],
])('%s', (_, sent, roots, expected) => {
  expect(ways(sent, roots)).toEqual(expected);
});

it('certificates that sign each other in a ring lead nowhere, and to an end', () => {
  const a = makeCa({ name: 'A' });
  const b = makeCa({ name: 'B' });
  const aByB = makeCa({ name: 'A', parent: b, reuseKey: a.keyObject });
  const bByA = makeCa({ name: 'B', parent: a, reuseKey: b.keyObject });
  expect(ways([aByB.issue(NAMES), aByB, bByA], [root])).toEqual(['A B: no-issuer']);
});
