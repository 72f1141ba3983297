import { expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';

const shown = (all: number, isTTY: boolean): string => {
  const texts: string[] = [];
  const progress = createProgress(all, 'hosts', { isTTY, write: (text) => texts.push(text) });
  progress.step();
  progress.step();
  progress.done();
  return texts.join('').replaceAll('\r\u001b[K', '|');
};

it.each([
  [2, true, '|0 of 2 hosts|1 of 2 hosts|2 of 2 hosts|'],
  [2, false, ''],
  [1, true, ''],
])('of %i, on a terminal %s: %j', (all, isTTY, expected) => {
  expect(shown(all, isTTY)).toBe(expected);
});
