import { expect, it } from 'vitest';
import { queryOf } from '../../src/rules/query-of.ts';

it.each([
  ['/', null],
  ['/a?', null],
  ['/a#b', null],
  ['/a?b=c', { unencoded: null, secrets: [] }],
  ['https://api.shop.test/?secret=1#x y', { unencoded: null, secrets: ['secret'] }],
  ['/a?b?c=d e', { unencoded: ' ', secrets: [] }],
])('%s: %j', (path, expected) => {
  expect(queryOf(path)).toEqual(expected);
});
