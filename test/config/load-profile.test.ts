import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/config/document.ts';
import { checkProfile, isProfileFile, loadProfile, profileOfApp } from '../../src/config/load-profile.ts';
import { qq } from '../../src/profiles/qq.ts';
import { folder } from '../support/folder.ts';

it.each([
  ['wechat', false],
  ['./mine.json', true],
  ['mine.json', true],
  ['mine.jsonc', true],
  ['a/mine', true],
])('%s names a file: %s', (named, isFile) => {
  expect(isProfileFile(named)).toBe(isFile);
});

it('a built-in profile needs no file', async () => {
  expect(await loadProfile('qq', '/')).toEqual({ profile: qq, problems: [], file: null });
  expect(await loadProfile('nothing', '/')).toEqual({ profile: null, problems: [], file: null });
});

it('a file is found beside the app and named after itself', async () => {
  const root = await folder({ 'apps/mine.json': { extends: 'qq', pins: { value: true, source: 'ours' } } });
  const { profile, problems, file } = await profileOfApp('./mine.json', join(root, 'apps', 'app.json'));
  expect([problems, file]).toEqual([[], join(root, 'apps', 'mine.json')]);
  expect(profile).toMatchObject({ name: 'mine', pins: { value: true, source: 'ours' }, timeoutMs: qq.timeoutMs });
});

it('a file that is not there is said', async () => {
  const { profile, problems } = await loadProfile('./mine.json', await folder({}));
  expect([profile, problems[0]?.message]).toEqual([null, 'the file does not exist; correct its name or write it']);
});

describe('mistakes have their places', () => {
  it.each([
    ['{ "extends": "wechta" }', 1, 14, 'extends', 'did you mean "wechat"?'],
    ['{ "extends": "qq",\n  "timeoutMS": {} }', 2, 3, 'timeoutMS', 'did you mean "timeoutMs"?'],
    ['{ "extends": "qq",\n  "timeoutMs": 5000 }', 2, 16, 'timeoutMs', 'an object is expected'],
    ['{ "extends": "qq",\n  "pins": { "value": "no", "source": "x" } }', 2, 22, 'pins.value', 'true or false'],
    ['{ "timeoutMs": { "value": 1, "source": "x" } }', 1, 1, 'extends', ''],
    ['{ "extends": }', 1, 14, '', 'a value is expected here'],
  ])('%s', (text, line, column, path, message) => {
    const { profile, problems } = checkProfile(parseDocument('mine.json', text));
    expect(profile).toBeNull();
    expect(problems).toMatchObject([{ file: 'mine.json', line, column, path }]);
    expect(problems[0]?.message).toContain(message);
  });
});
