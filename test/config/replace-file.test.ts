import { chmod, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../src/config/replace-file.ts';
import { folder } from '../support/folder.ts';

it.each([0o644, 0o600, 0o664])('replaces the text and keeps the mode %o', async (mode) => {
  const dir = await folder({ 'app.json': 'old' });
  const file = join(dir, 'app.json');
  await chmod(file, mode);
  const { ino } = await stat(file);
  await replaceFile(file, 'new\n');
  const after = await stat(file);
  expect(await readFile(file, 'utf8')).toBe('new\n');
  expect(after.mode & 0o777).toBe(mode);
  // Another file in its place, so that no reader ever sees half of it.
  expect(after.ino).not.toBe(ino);
  expect(await readdir(dir)).toEqual(['app.json']);
});

it('replaces what a link leads to', async () => {
  const dir = await folder({ 'real/app.json': 'old' });
  const link = join(dir, 'link.json');
  await symlink(join('real', 'app.json'), link);
  await replaceFile(link, 'new');
  expect(await readFile(join(dir, 'real', 'app.json'), 'utf8')).toBe('new');
  expect(await readlink(link)).toBe(join('real', 'app.json'));
});

it('leaves nothing behind where it cannot replace', async () => {
  const dir = await folder({ 'kept.json': 'old' });
  await mkdir(join(dir, 'full'));
  await writeFile(join(dir, 'full', 'x'), '');
  await expect(replaceFile(join(dir, 'full'), 'new')).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  await expect(replaceFile(join(dir, 'none.json'), 'new')).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await readdir(dir)).sort()).toEqual(['full', 'kept.json']);
});
