import { expect, it } from 'vitest';
import { knobText, profileKnobs } from '../../src/cli/profile-knobs.ts';
import { tcsas } from '../../src/profiles/tcsas.ts';

it('has the knobs and leaves out what has no source', () => {
  const knobs = profileKnobs(tcsas);
  expect(knobs.get('requestsAtOnce')).toEqual({ value: 10, source: 'S0:126' });
  expect([knobs.has('name'), knobs.has('title'), knobs.has('document')]).toEqual([false, false, false]);
});

it.each([
  [null, 'none named'],
  [[], 'none'],
  [10, '10'],
  [true, 'true'],
  [['GET', 'POST'], 'GET, POST'],
  [[1, 2, 3, 7, 9, 10], '1-3, 7, 9-10'],
])('%j reads %s', (value, text) => {
  expect(knobText(value)).toBe(text);
});
