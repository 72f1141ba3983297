import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appUnder } from '../../src/config/app-under.ts';
import { loadApp } from '../../src/config/load-app.ts';
import type { Profile } from '../../src/model/policy.ts';
import { profiles } from '../../src/profiles/index.ts';
import { folder } from '../support/folder.ts';

const profile = (name: string): Profile => {
  const found = profiles.get(name);
  if (!found) throw new Error(name);
  return found;
};

const app = {
  ...{ appid: 'wx0', profile: 'wechat', version: '12', skipVerification: true },
  domains: { request: ['https://a.test', 'https://b.test:8443'] },
};

it('the same app by the numbers of another platform', () => {
  const compiled = appUnder({ ...app, networkTimeout: { request: 45_000 } }, profile('alipay'));
  expect(compiled?.policy).toMatchObject({
    ...{ appid: 'wx0', referer: 'https://wx0.hybrid.alipay-eco.com/wx0/12/index.html' },
    ...{ timeoutMs: { request: 30_000, uploadFile: 30_000 }, profile: { name: 'alipay' } },
  });
  expect(compiled?.policy.lists.request.get('b.test')?.ports).toEqual([8443]);
});

it('verification is on, as a release has it', () => {
  expect(appUnder(app, profile('douyin'))?.policy.skipVerification).toBe(false);
});

it('what the console does not take is told', () => {
  expect(appUnder(app, profile('tcsas'))?.violations).toMatchObject([
    { list: 'request', index: 1, violation: { rule: 'port-not-configurable', effect: 'error' } },
  ]);
});

it('timeouts of an app.json hold where the platform reads one', async () => {
  const cwd = await folder({
    'app.json': { networkTimeout: { request: 9000 } },
    'shop.json': { appid: 'wx0', profile: 'wechat', appJson: 'app.json' },
  });
  const { settings } = await loadApp(join(cwd, 'shop.json'));
  const limits = ['douyin', 'alipay'].map((name) => appUnder(settings, profile(name))?.policy.timeoutMs.request);
  expect(limits).toEqual([9000, 30_000]);
});

it.each([[undefined], [null], [{}], [{ appid: 'wx0', colour: 'red' }]])('%j: no settings', (settings) => {
  expect(appUnder(settings, profile('tcsas'))).toBeNull();
});
