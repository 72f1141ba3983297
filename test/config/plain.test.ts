import { expect, it } from 'vitest';
import { at, isPlain, put } from '../../src/config/plain.ts';

it.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ['text', false],
  [undefined, false],
])('isPlain(%j) is %s', (value, expected) => {
  expect(isPlain(value)).toBe(expected);
});

const value = { a: { list: ['x', { b: null }] } };

it.each([
  [['a', 'list', 0], 'x'],
  [['a', 'list', 1, 'b'], null],
  [['a', 'list', 'length'], undefined],
  [['a', 'none', 'deeper'], undefined],
  [['toString'], undefined],
  [[], value],
])('at %j stands %j', (path, expected) => {
  expect(at(value, path)).toBe(expected);
});

it('put makes the objects on the way and leaves the original alone', () => {
  const before = { a: { b: 1 } };
  expect(put(before, ['a', 'c', 'd'], 2)).toEqual({ a: { b: 1, c: { d: 2 } } });
  expect(put(before, ['a'], 3)).toEqual({ a: 3 });
  expect(before).toEqual({ a: { b: 1 } });
});
