import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tailOf } from '../../../src/cli/action/tail-of.ts';
import { folder } from '../../support/folder.ts';

it.each([
  ['all of a short file', 'one\ntwo\n', 'one\ntwo'],
  [
    'whole lines of a long one',
    'über\nthe first\nthe second\n',
    /^\(the last lines; all of them are in .*log\)\nthe second$/,
  ],
  ['nothing of an empty one', '', ''],
])('%s', async (_, text, expected) => {
  const log = join(await folder({ log: text }), 'log');
  expect(await tailOf(log, 20)).toMatch(typeof expected === 'string' ? new RegExp(`^${expected}$`) : expected);
});

it('nothing of a file that is not there', async () => {
  expect(await tailOf('/none/log', 20)).toBe('');
});
