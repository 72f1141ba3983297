import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gateSchema } from '../../src/config/gate-schema.ts';
import { readApps } from '../../src/config/read-apps.ts';
import { folder } from '../support/folder.ts';

const read = async (
  settings: { apps: readonly string[] } & Record<string, unknown>,
  files: Record<string, string | object>,
  origins: ReadonlyMap<string, string> = new Map(),
) => {
  const root = await folder(files);
  const gate = gateSchema.parse({ ...settings, apps: settings.apps.map((entry) => join(root, entry)) });
  const report = await readApps(gate, () => ({ file: 'm.json', line: 1, column: 1 }), origins);
  return { root, ...report };
};

const messages = ({ problems }: { problems: readonly { path: string; message: string }[] }) =>
  problems.map(({ path, message }) => `${path}: ${message}`);

const two = { 'a.json': { appid: 'one' }, 'b.json': { appid: 'two' } };

it('gives each app’s file, with its settings as they hold', async () => {
  const { files, root } = await read(
    { apps: ['a.json'] },
    { ...two, 'a.json': { appid: 'one', appJson: 'app.json' }, 'app.json': { networkTimeout: { request: 9 } } },
  );
  expect(files.get('one')).toMatchObject({
    ...{ path: join(root, 'a.json'), places: { appid: { line: 1 } } },
    settings: {
      appid: 'one',
      profile: 'tcsas',
      version: '0',
      networkTimeout: { request: 9 },
      domains: { request: [] },
    },
  });
});

describe('the default app', () => {
  it.each([
    ['is the only one', ['a.json'], null, 'one'],
    ['is nobody where there are several', ['*.json'], null, null],
    ['is the one that is named', ['*.json'], 'two', 'two'],
  ])('%s', async (_, apps, defaultApp, expected) => {
    const report = await read({ apps, defaultApp }, two);
    expect(report.problems).toEqual([]);
    expect(report.defaultApp).toBe(expected);
  });

  it.each([
    ['demo', 'the apps are one, two'],
    ['tow', 'did you mean "two"?'],
  ])('%s, that no app has, is a problem: %s', async (defaultApp, hint) => {
    expect(messages(await read({ apps: ['*.json'], defaultApp }, two))).toEqual([
      `defaultApp: no app has the appid "${defaultApp}"; ${hint}`,
    ]);
  });

  it('of the file is forgotten where the command line names other apps', async () => {
    const origins = new Map([
      ['apps', 'flag'],
      ['defaultApp', 'file'],
    ]);
    const report = await read({ apps: ['a.json'], defaultApp: 'demo' }, two, origins);
    expect(report.problems).toEqual([]);
    expect(report.defaultApp).toBe('one');
  });
});

it('a listener’s app must be there', async () => {
  const report = await read({ apps: ['a.json'], listeners: [{ port: 1, app: 'two' }] }, two);
  expect(messages(report)).toEqual(['listeners[0].app: no app has the appid "two"; the apps are one']);
});

describe('files', () => {
  it('one that two entries name is read once', async () => {
    const report = await read({ apps: ['*.json', 'a.json'] }, two);
    expect([...report.apps.keys()]).toEqual(['one', 'two']);
    expect(report.problems).toEqual([]);
  });

  it('two with the same appid are a problem of the second, also where one of them has others', async () => {
    const files = { 'a.json': { appid: 'one', none: 1 }, 'b.json': { appid: 'one' } };
    const report = await read({ apps: ['*.json'] }, files);
    expect(report.problems).toMatchObject([
      { file: join(report.root, 'a.json'), path: 'none' },
      { file: join(report.root, 'b.json'), path: 'appid', message: expect.stringContaining('a.json too') },
    ]);
  });

  it('one that is named and missing is a problem; the rest is still checked', async () => {
    const report = await read({ apps: ['none.json', 'b.json'], defaultApp: 'x' }, { 'b.json': { appid: '?' } });
    expect(report.problems.map(({ path }) => path)).toEqual(['apps[0]', 'appid']);
  });

  it('a pattern that matches nothing is a problem only where nothing else gives an app', async () => {
    expect((await read({ apps: ['x*', 'a.json'] }, two)).problems).toEqual([]);
    expect(messages(await read({ apps: ['x*'] }, two))).toEqual([expect.stringContaining('name it with --app FILE')]);
    expect(messages(await read({ apps: [] }, two))).toEqual([expect.stringContaining('apps: no app is named; write')]);
  });

  it('are watched, and so are the folders of patterns', async () => {
    const { root, watched } = await read({ apps: ['*.json'] }, two);
    expect(watched).toEqual([join(root, 'a.json'), join(root, 'b.json'), root]);
  });
});
