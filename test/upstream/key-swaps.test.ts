import { expect, it } from 'vitest';
import { createKeySwaps } from '../../src/upstream/key-swaps.ts';
import { peerOf } from '../support/facts.ts';

const HOST = 'api.shop.test';
const facts = peerOf({ to: HOST });
const swaps = () => {
  const told = { swapped: 0 };
  const swapped = () => {
    told.swapped += 1;
  };
  return { told, ...createKeySwaps(swapped) };
};

it('leaves the facts of every server as they are until a swap', () => {
  const { applied, verified, told } = swaps();
  verified(HOST);
  expect([applied(facts) === facts, told.swapped]).toEqual([true, 0]);
});

it('gives the leaf of one host another key, one and the same, and says so once', () => {
  const { applied, swap, told } = swaps();
  swap(HOST);
  const [leaf, ...above] = applied(facts).chain;
  expect(leaf?.spki).toMatch(/^sha256\/[\w+/]{43}=$/);
  expect([leaf?.spki === facts.chain[0]?.spki, above]).toEqual([false, facts.chain.slice(1)]);
  swap(HOST);
  expect([applied(facts).chain[0]?.spki, told.swapped]).toEqual([leaf?.spki, 1]);
  const other = peerOf({ to: 'up.shop.test' });
  expect(applied(other)).toBe(other);
});

it('waits for the pin to be verified where that is asked', () => {
  const { applied, swapWhenVerified, verified, isSwapped, told } = swaps();
  swapWhenVerified(HOST);
  verified('up.shop.test');
  expect([applied(facts) === facts, isSwapped(HOST), told.swapped]).toEqual([true, false, 0]);
  verified(HOST);
  expect([applied(facts) === facts, isSwapped(HOST), told.swapped]).toEqual([false, true, 1]);
});
