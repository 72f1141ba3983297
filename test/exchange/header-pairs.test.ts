import { expect, it } from 'vitest';
import { headerPairs } from '../../src/exchange/header-pairs.ts';

it('pairs names and values, duplicates too', () => {
  expect(headerPairs(['A', '1', 'a', '2'])).toEqual([
    ['A', '1'],
    ['a', '2'],
  ]);
  expect(headerPairs([])).toEqual([]);
});
