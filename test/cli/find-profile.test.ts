import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findProfile } from '../../src/cli/find-profile.ts';
import { folder } from '../support/folder.ts';

it('finds a platform by its name', async () => {
  expect((await findProfile('qq')).name).toBe('qq');
});

it.each([
  ['wechta', 'did you mean "wechat"?'],
  ['x', 'there are tcsas, tcsas-2024'],
])('%s is none', async (name, message) => {
  await expect(findProfile(name)).rejects.toThrow(message);
});

it('reads a file of the user’s own, and says its mistakes', async () => {
  const root = await folder({ 'mine.json': { extends: 'qq' }, 'bad.json': { extends: 'x' } });
  expect((await findProfile(join(root, 'mine.json'))).name).toBe('mine');
  await expect(findProfile(join(root, 'bad.json'))).rejects.toThrow(/bad\.json:1:12 extends/);
});
