import { expect, it } from 'vitest';
import { once } from '../../src/cli/once.ts';
import { UsageError } from '../../src/errors.ts';

it('one value passes, as text', () => {
  expect(once('app')('shop.json')).toBe('shop.json');
  expect(once('version')(12)).toBe('12');
});

it.each([
  [['a', 'b'], '--app is given 2 times; give it once'],
  ['', '--app has no value; write --app VALUE'],
])('%j is wrong usage', (value, message) => {
  expect(() => once('app')(value)).toThrow(new UsageError(message));
});
