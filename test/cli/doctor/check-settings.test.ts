import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkSettings } from '../../../src/cli/doctor/check-settings.ts';
import { readConfig } from '../../../src/config/load.ts';
import { folder } from '../../support/folder.ts';
import { ECHO_APP, echoApp } from '../../support/started.ts';

const checked = async (gate: object, apps: readonly object[] = [echoApp]) => {
  const files = Object.fromEntries(apps.map((app, at) => [`apps/${at}.json`, app]));
  const root = await folder({ 'mpgate.json': { apps: ['./apps/*.json'], ...gate }, ...files });
  return checkSettings(await readConfig({ file: join(root, 'mpgate.json'), env: {} }));
};

it('says what holds', async () => {
  expect(await checked({})).toEqual([
    {
      check: 'settings',
      state: 'ok',
      message: expect.stringContaining(`can be used; one app, ${ECHO_APP}`),
      fix: null,
    },
  ]);
});

it('says where a mistake is', async () => {
  const [first] = await checked({ listen: { port: 'x' } });
  expect(first).toMatchObject({
    state: 'fail',
    message: expect.stringMatching(/mpgate\.json:1:\d+ {2}listen\.port {2}/),
  });
});

it('says that phones cannot name their app', async () => {
  const found = await checked({}, [echoApp, { ...echoApp, appid: 'wxfedcba9876543210' }]);
  expect(found.map(({ state }) => state)).toEqual(['ok', 'warn']);
  expect(found[1]?.fix).toContain('defaultApp');
});

it('names the upstream proxy, without its login', async () => {
  const [, proxy] = await checked({ upstreamProxy: 'socks5://anna:sesame@proxy.test:1080' });
  expect(proxy?.message).toBe('servers are reached through socks5://***@proxy.test:1080');
});

it('a mistake in its URL is told without the login', async () => {
  const [mistake] = await checked({ upstreamProxy: 'http://anna:sesame@proxy.test' });
  expect(mistake).toMatchObject({ state: 'fail', message: expect.stringContaining('no URL of a proxy') });
  expect(mistake?.message).not.toMatch(/anna|sesame/);
});
