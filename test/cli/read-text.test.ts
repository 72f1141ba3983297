import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readText } from '../../src/cli/read-text.ts';
import { folder } from '../support/folder.ts';

it('gives the text of a file', async () => {
  expect(await readText(join(await folder({ a: 'text' }), 'a'))).toBe('text');
});

it('a file that is not there is a mistake with its name', async () => {
  await expect(readText('/nowhere/a')).rejects.toThrow('/nowhere/a:1:1 the file does not exist');
});
