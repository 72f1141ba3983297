import { realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { likelyProfile, readSettings } from '../../src/lint/read-settings.ts';
import { folder } from '../support/folder.ts';

const read = async (files: Readonly<Record<string, string | object>>) =>
  readSettings(await realpath(await folder(files)));

it('finds the files of the project and of the app, wherever the package’s root is', async () => {
  const { projects, apps, serverFolders } = await read({
    'project.config.json': { miniprogramRoot: './dist/', srcMiniprogramRoot: 'src', cloudfunctionRoot: 'cloud/' },
    'project.private.config.json': { cloudfunctionRoot: 'cloud' },
    'dist/app.json': {},
    'src/game.json': {},
    'other/app.json': {},
  });
  expect(projects.map(({ file }) => file)).toEqual(['project.config.json', 'project.private.config.json']);
  expect(apps.map(({ file }) => file)).toEqual(['dist/app.json', 'src/game.json']);
  expect(serverFolders).toEqual(['cloud']);
});

it.each([['../'], ['..'], ['/'], ['.'], [''], [7]])('the root %j is not looked into', async (miniprogramRoot) => {
  const { apps } = await read({ 'project.config.json': { miniprogramRoot }, 'app.json': {} });
  expect(apps.map(({ file }) => file)).toEqual(['app.json']);
});

it('a file that a link leads out of the folder for is not read', async () => {
  const outside = await folder({ 'app.json': 'no JSON' });
  const root = await realpath(await folder({ 'a.js': '' }));
  await symlink(join(outside, 'app.json'), join(root, 'app.json'));
  expect((await readSettings(root)).apps).toEqual([]);
});

it('Baidu’s project file has a name of its own', async () => {
  const { projects } = await read({ 'project.swan.json': { setting: { urlCheck: false } } });
  expect(projects.map(({ file }) => file)).toEqual(['project.swan.json']);
});

it('a file that is no JSON is a mistake with its place', async () => {
  await expect(read({ 'app.json': '{ "a": }' })).rejects.toThrow(/\/app\.json:1:\d+ /);
});

it('only a game has a game.json', async () => {
  expect(likelyProfile(await read({ 'game.json': {} }))).toBe('tcsas-game');
  expect(likelyProfile(await read({ 'app.json': {} }))).toBe('tcsas');
});
