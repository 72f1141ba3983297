import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appendEntries } from '../../../src/cli/action/append-entries.ts';
import { UsageError } from '../../../src/errors.ts';
import { entriesOf } from '../../support/entries-of.ts';
import { folder } from '../../support/folder.ts';

it('adds to what is there, and gives any value back: lines, delimiters and nothing', async () => {
  const GITHUB_ENV = join(await folder({ env: 'BEFORE<<x\n1\nx\n' }), 'env');
  const entries = { A: 'one', B: 'two\nC<<mpgate_\nthree\nmpgate_\n', D: '', E: '$HOME "\'`ü\r\n' };
  await appendEntries('GITHUB_ENV', entries, { GITHUB_ENV });
  await appendEntries('GITHUB_ENV', {}, { GITHUB_ENV });
  await appendEntries('GITHUB_ENV', { A: 'again' }, { GITHUB_ENV });
  const text = await readFile(GITHUB_ENV, 'utf8');
  expect(entriesOf(text)).toEqual({ BEFORE: '1', ...entries, A: 'again' });
  expect(new Set(text.match(/<<mpgate_[0-9a-f-]{36}$/gm)).size).toBe(5);
});

it.each([[{}], [{ GITHUB_STATE: '' }]])('outside of a runner it says so: %j', async (env) => {
  await expect(appendEntries('GITHUB_STATE', { a: 'b' }, env)).rejects.toThrow(
    new UsageError('GITHUB_STATE names no file: this is a step for GitHub’s runner'),
  );
});
