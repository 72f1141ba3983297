import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findApps } from '../../src/config/find-apps.ts';
import { folder } from '../support/folder.ts';

const files = { 'apps/b.json': {}, 'apps/a.json': {}, 'apps/a.txt': '', 'apps/.draft.json': {}, 'apps/a+json': '' };

it.each([
  ['apps/*.json', ['apps/a.json', 'apps/b.json'], 'in the order of their names, hidden ones left out'],
  ['apps/a*', ['apps/a+json', 'apps/a.json', 'apps/a.txt'], 'a star stands for any text, also none'],
  ['apps/.*.json', ['apps/.draft.json'], 'hidden files for a pattern that is hidden itself'],
  ['apps/a+*', ['apps/a+json'], 'other signs stand for themselves'],
  ['apps/none*', [], 'nothing matches'],
  ['none/*.json', [], 'no such folder'],
])('%s finds %j: %s', async (entry, found) => {
  const root = await folder(files);
  const answer = await findApps(join(root, entry));
  expect(answer).toEqual({
    files: found.map((name) => join(root, name)),
    folder: join(root, entry, '..'),
    fault: null,
  });
});

it('a file is found by its name, and watched alone', async () => {
  const file = join(await folder(files), 'apps', 'a.json');
  expect(await findApps(file)).toEqual({ files: [file], folder: null, fault: null });
});

it.each([
  ['apps/none.json', 'does not exist'],
  ['apps', 'is no file'],
  ['*/a.json', 'in the last part'],
])('%s is a fault: %s', async (entry, fault) => {
  const answer = await findApps(join(await folder(files), entry));
  expect(answer).toMatchObject({ files: [], folder: null, fault: expect.stringContaining(fault) });
});
