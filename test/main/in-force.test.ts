import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { inForce } from '../../src/main/in-force.ts';
import { ECHO_APP, echoFolder } from '../support/started.ts';
import { users } from '../support/users.ts';

it('the apps and who may come in are those of the settings, and users who stay are known', async () => {
  const cwd = await echoFolder({ clients: { allow: ['loopback'], users } });
  const config = await loadConfig({ file: join(cwd, 'config', 'mpgate.json'), env: {} });
  const before = inForce(config, null);
  expect([before.apps.fallback?.appid, before.access.allowed('10.0.0.1')]).toEqual([ECHO_APP, false]);
  const clients = { ...config.gate.clients, allow: ['private'] };
  const after = inForce({ ...config, gate: { ...config.gate, defaultApp: null, clients } }, before);
  expect([after.apps.fallback, after.access.allowed('10.0.0.1')]).toEqual([null, true]);
  expect(after.access.users).toBe(before.access.users);
});
