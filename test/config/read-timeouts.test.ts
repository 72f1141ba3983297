import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appSchema } from '../../src/config/app-schema.ts';
import { readDocument } from '../../src/config/read-document.ts';
import { readTimeouts } from '../../src/config/read-timeouts.ts';
import { profiles } from '../../src/profiles/index.ts';
import { folder } from '../support/folder.ts';

const timeouts = async (app: object, files: Record<string, string | object> = {}) => {
  const root = await folder({ 'app.mpgate.json': { appid: 'x', ...app }, ...files });
  const document = await readDocument(join(root, 'app.mpgate.json'));
  const parsed = appSchema.parse(document.value);
  const profile = profiles.get(parsed.profile);
  if (!profile) throw new Error(`no profile ${parsed.profile}`);
  return { root, ...(await readTimeouts(parsed, profile, document)) };
};

it('an app that says nothing has none of its own', async () => {
  expect(await timeouts({})).toMatchObject({ values: undefined, problems: [], warnings: [], file: null });
});

it('the app file’s own are taken; those above the maximum are told of', async () => {
  const { values, problems, warnings } = await timeouts({ networkTimeout: { request: 5000, uploadFile: 90_000 } });
  expect(values).toEqual({ request: 5000, uploadFile: 90_000 });
  expect(problems).toEqual([]);
  expect(warnings).toMatchObject([{ line: 1, path: 'networkTimeout.uploadFile', rule: 'timeout' }]);
  expect(warnings[0]?.message).toContain('90000 ms is above the maximum of tcsas, 60000 ms (S0:119)');
});

describe('appJson', () => {
  it('is read, relative to the app file; keys that are none of ours are the platform’s', async () => {
    const app = { pages: ['a'], networkTimeout: { request: 7000, future: 1 } };
    const { root, values, file } = await timeouts({ appJson: 'mini/app.json' }, { 'mini/app.json': app });
    expect(values).toEqual({ request: 7000 });
    expect(file).toBe(join(root, 'mini/app.json'));
  });

  it('without networkTimeout changes nothing', async () => {
    expect(await timeouts({ appJson: 'app.json' }, { 'app.json': {} })).toMatchObject({
      values: undefined,
      problems: [],
    });
  });

  it('bad values are problems at their own lines', async () => {
    const text = '{ "networkTimeout": {\n  "request": "5s",\n  "uploadFile": 0 } }';
    const { root, problems } = await timeouts({ appJson: 'app.json' }, { 'app.json': text });
    expect(problems).toMatchObject([
      { file: join(root, 'app.json'), line: 2, column: 14, path: 'networkTimeout.request' },
      { file: join(root, 'app.json'), line: 3, column: 17, path: 'networkTimeout.uploadFile' },
    ]);
  });

  it.each([
    ['tcsas', 'game.json', 'the platform tcsas reads timeouts from app.json, not from game.json'],
    ['tcsas-game', 'app.json', 'reads timeouts from game.json, not from app.json'],
    ['wechat', 'project.json', 'reads timeouts from app.json or game.json, not from project.json'],
    ['wechat', 'game.json', null],
  ])('%s and %s', async (profile, appJson, message) => {
    const { problems } = await timeouts({ profile, appJson }, { [appJson]: {} });
    const expected = { path: 'appJson', message: expect.stringContaining(message ?? '') };
    expect(problems).toMatchObject(message === null ? [] : [expected]);
  });

  it.each([
    ['that is missing', {}, 'does not exist'],
    ['with a slip', { 'app.json': '{\n"a" 1}' }, 'app.json:2:5: a colon is expected here'],
  ])('%s is a problem of the app file, with the way to the fault', async (_, files, message) => {
    const { problems } = await timeouts({ appJson: 'app.json' }, files);
    expect(problems).toMatchObject([{ path: 'appJson', message: expect.stringContaining(message) }]);
  });

  it('and networkTimeout exclude each other', async () => {
    const { problems } = await timeouts({ appJson: 'app.json', networkTimeout: {} }, { 'app.json': {} });
    expect(problems).toMatchObject([{ path: 'appJson', message: expect.stringContaining('keep one of them') }]);
  });
});
