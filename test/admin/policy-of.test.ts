import { join } from 'node:path';
import { expect, it } from 'vitest';
import { policyOf } from '../../src/admin/policy-of.ts';
import { loadConfig } from '../../src/config/load.ts';
import { ECHO_APP, echoApp, echoFolder } from '../support/started.ts';

it('finds the app that is named, else the default one, else says which there are', async () => {
  const other = { ...echoApp, appid: 'other' };
  const file = join(await echoFolder({}, { 'config/apps/other.json': other }), 'config', 'mpgate.json');
  const config = await loadConfig({ file, env: {} });
  expect(policyOf(config, undefined).appid).toBe(ECHO_APP);
  expect(policyOf(config, 'other').appid).toBe('other');
  expect(() => policyOf(config, 'none')).toThrow(new RegExp(`the apps are ${ECHO_APP}, other`));
  const gate = { ...config.gate, defaultApp: null };
  expect(() => policyOf({ ...config, gate }, undefined)).toThrow(/no default app/);
});
