import { readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFile } from '../../src/config/create-file.ts';
import { folder } from '../support/folder.ts';

it('puts a whole file in place that its owner writes and others read', async () => {
  const dir = await folder({});
  await createFile(join(dir, 'app.json'), 'new\n');
  expect(await readFile(join(dir, 'app.json'), 'utf8')).toBe('new\n');
  expect((await stat(join(dir, 'app.json'))).mode & 0o777).toBe(0o644);
  expect(await readdir(dir)).toEqual(['app.json']);
});

it('changes nothing that is there, and leaves nothing behind', async () => {
  const dir = await folder({ 'app.json': 'old' });
  await symlink(join(dir, 'elsewhere'), join(dir, 'link.json'));
  for (const name of ['app.json', 'link.json'])
    await expect(createFile(join(dir, name), 'new')).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(createFile(join(dir, 'none', 'app.json'), 'new')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readFile(join(dir, 'app.json'), 'utf8')).toBe('old');
  expect((await readdir(dir)).sort()).toEqual(['app.json', 'link.json']);
});
