import { expect, it } from 'vitest';
import { spanOf } from '../../src/rules/span-of.ts';

it.each([
  [0, 'less than a minute'],
  [59_999, 'less than a minute'],
  [60_000, '1 minute'],
  [3_599_999, '59 minutes'],
  [3_600_000, '1 hour'],
  [86_399_999, '23 hours'],
  [86_400_000, '1 day'],
  [1_000 * 86_400_000, '1000 days'],
])('%i ms are %s', (ms, text) => {
  expect(spanOf(ms)).toBe(text);
});
