import { chmod, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { listFiles } from '../../src/lint/list-files.ts';
import { folder } from '../support/folder.ts';

it('sources come sorted, by their path from the folder', async () => {
  const root = await realpath(await folder({ 'b.js': '', 'a/z.ts': '', 'a/b/c.wxml': '', 'a.css': '', 'fn/x.js': '' }));
  expect(await listFiles(root, ['fn'])).toEqual({
    files: ['a/b/c.wxml', 'a/z.ts', 'b.js'],
    leftOut: [{ file: 'fn', reason: 'runs on the server (cloudfunctionRoot)' }],
  });
});

it('a folder that is not there, or that is none, is a mistake with its place', async () => {
  const root = await realpath(await folder({ 'a.js': '' }));
  await expect(listFiles(join(root, 'none'), [])).rejects.toThrow(/none:1:1 the folder does not exist/);
  await expect(listFiles(join(root, 'a.js'), [])).rejects.toThrow(ConfigError);
});

it('a folder that may not be read is a mistake too, but for root', async () => {
  const root = await realpath(await folder({ 'sub/a.js': '' }));
  await chmod(join(root, 'sub'), 0o000);
  const listing = listFiles(root, []);
  if (process.getuid?.() === 0) await expect(listing).resolves.toMatchObject({ files: ['sub/a.js'] });
  else await expect(listing).rejects.toThrow('permission denied');
  await chmod(join(root, 'sub'), 0o700);
});
