import { expect, it } from 'vitest';
import { createPathFinder } from '../../src/chain/path-finder.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { makeCa } from '../support/pki.ts';

const root = makeCa({ name: 'Root' });
const middle = makeCa({ name: 'Middle', parent: root });
const roots = indexRoots([root.cert]);
const now = Math.floor(Date.now() / 1_000) * 1_000;

it('finds one path once', () => {
  const { findPath, stats } = createPathFinder(roots);
  const chain = [middle.issue({ names: ['a.test'] }).x509, middle.x509];
  const facts = findPath(chain, now);
  expect(facts.trust).toBe('trusted');
  expect(stats()).toEqual({ kept: 1, hits: 0 });
  expect(findPath(chain, now + 1)).toBe(facts);
  expect(findPath(chain.toReversed(), now)).not.toBe(facts);
  expect(stats()).toEqual({ kept: 2, hits: 1 });
});

it('looks again when a certificate ends, and when the clock goes back', () => {
  const { findPath } = createPathFinder(roots);
  const { x509 } = middle.issue({
    names: ['a.test'],
    notBefore: new Date(now - 2_000),
    notAfter: new Date(now + 2_000),
  });
  const faults = (at: number) => findPath([x509, middle.x509], at).faults.map(({ kind }) => kind);
  expect([now, now + 2_000, now + 2_001, now - 2_001, now].map(faults)).toEqual([
    [],
    [],
    ['expired'],
    ['not-yet-valid'],
    [],
  ]);
});

it('looks again after an hour, for what it cannot see', () => {
  const { findPath } = createPathFinder(roots);
  const chain = [middle.issue({ names: ['a.test'] }).x509, middle.x509];
  const facts = findPath(chain, now);
  expect(findPath(chain, now + 3_599_999)).toBe(facts);
  expect(findPath(chain, now + 3_600_000)).not.toBe(facts);
});

it('remembers five hundred chains and no more', () => {
  const { findPath, stats } = createPathFinder(roots);
  const { x509 } = middle.issue({ names: ['a.test'] });
  /** A chain of its own for each number: its bits as certificates. */
  const chainOf = (number: number) => [
    x509,
    ...[...number.toString(2)].map((bit) => (bit === '1' ? middle : root).x509),
  ];
  const first = findPath(chainOf(1), now);
  for (let number = 2; number <= 500; number += 1) findPath(chainOf(number), now);
  expect(findPath(chainOf(1), now)).toBe(first);
  const second = findPath(chainOf(2), now);
  for (let number = 501; number <= 1_000; number += 1) findPath(chainOf(number), now);
  expect(findPath(chainOf(2), now)).not.toBe(second);
  expect(stats().kept).toBe(500);
});
