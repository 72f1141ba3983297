import { realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leadsInside } from '../../src/lint/leads-inside.ts';
import { folder } from '../support/folder.ts';

it.each([
  ['a.js', true],
  ['sub/b.js', true],
  ['.', true],
  ['../', false],
  ['out', false],
  ['out/c.js', false],
  ['beside', false],
  ['in', true],
  ['none.js', null],
])('%s: %s', async (path, expected) => {
  const outside = await realpath(await folder({ 'c.js': '' }));
  const base = await realpath(await folder({ 'root/a.js': '', 'root/sub/b.js': '', 'root-beside/d.js': '' }));
  const root = join(base, 'root');
  await symlink(outside, join(root, 'out'));
  await symlink(join(base, 'root-beside'), join(root, 'beside'));
  await symlink(join(root, 'sub'), join(root, 'in'));
  expect(await leadsInside(root, path)).toBe(expected);
});
