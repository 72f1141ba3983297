import { expect, it } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { readSource } from '../../src/lint/read-source.ts';
import { folder } from '../support/folder.ts';

it('a BOM is no part of the text', async () => {
  expect(await readSource(await folder({ 'a.js': '\uFEFFa' }), 'a.js')).toBe('a');
});

it('a file that cannot be read is a mistake with its place', async () => {
  const root = await folder({ 'sub/a.js': '' });
  await expect(readSource(root, 'none.js')).rejects.toThrow(/none\.js:1:1 the file does not exist/);
  await expect(readSource(root, 'sub')).rejects.toThrow(ConfigError);
});
