import { describe, expect, it } from 'vitest';
import { buildPath } from '../../src/chain/build-path.ts';
import { DISTRUST_LIST, type DistrustedCa } from '../../src/chain/distrust-list.ts';
import { distrustOf } from '../../src/chain/distrust-of.ts';
import { type Link, linkOf } from '../../src/chain/link.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { makeCa, type TestCertificate } from '../support/pki.ts';

const root = makeCa({ name: 'Root' });
const middle = makeCa({ name: 'Middle', parent: root });
const until = (takenUntil: string | null) => ({ by: 'Somebody', refusedOn: [], takenUntil, source: 'https://a.test/' });
const NAMES = { names: ['a.test'] };
const links = (...path: readonly TestCertificate[]): readonly Link[] => path.map(({ x509 }) => linkOf(x509));
const entry = (others: Partial<DistrustedCa>): readonly DistrustedCa[] => [
  { ca: 'Some CA', fingerprints: [], organisations: [], decisions: [until(null)], ...others },
];

describe('whether a CA is distrusted', () => {
  const leaf = middle.issue({ ...NAMES, notBefore: new Date('2024-11-16T00:00:00Z') });
  const earlier = middle.issue({ ...NAMES, notBefore: new Date('2024-11-15T23:59:59Z') });
  const fingerprints = [linkOf(root.x509).fingerprint];
  const organisations = ['MPGATE tests'];
  it.each([
    ['by the fingerprint of its root', links(leaf, middle, root), entry({ fingerprints }), 1],
    [
      'not by that of an intermediate',
      links(leaf, middle, root),
      entry({ fingerprints: [linkOf(middle.x509).fingerprint] }),
      0,
    ],
    ['by the name of its root', links(leaf, middle, root), entry({ organisations }), 1],
    ['by the name of a root that is nowhere', links(leaf, middle), entry({ organisations }), 1],
    ['not by another name', links(leaf, middle, root), entry({ organisations: ['mpgate'] }), 0],
    [
      'issued after the last day',
      links(leaf, middle, root),
      entry({ fingerprints, decisions: [until('2024-11-15')] }),
      1,
    ],
    [
      'issued on the last day',
      links(earlier, middle, root),
      entry({ fingerprints, decisions: [until('2024-11-15')] }),
      0,
    ],
    ['no certificate', [], entry({ organisations }), 0],
  ])('%s', (_, path, list, found) => {
    expect(distrustOf(path, list)).toHaveLength(found);
  });

  it('says by whom, from when and where that is to be read', () => {
    expect(distrustOf(links(leaf, middle, root), entry({ organisations }))).toEqual([
      { ca: 'Some CA', ...until(null) },
    ]);
  });
});

it.each(
  DISTRUST_LIST.flatMap(({ ca, organisations }) => organisations.map((organisation) => [ca, organisation] as const)),
)('%s is known by a root of "%s"', (ca, organisation) => {
  const distrusted = makeCa({ name: `${organisation} Root`, organisation });
  const { x509 } = distrusted.issue(NAMES);
  const facts = buildPath([x509], indexRoots([distrusted.cert]), Date.now());
  expect(facts.trust).toBe('trusted');
  expect(new Set(facts.distrust.map((decision) => decision.ca))).toEqual(new Set([ca]));
});
