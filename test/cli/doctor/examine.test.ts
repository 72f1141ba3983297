import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examine } from '../../../src/cli/doctor/examine.ts';
import { readConfig } from '../../../src/config/load.ts';
import { folder } from '../../support/folder.ts';
import { ECHO_APP, echoApp } from '../../support/started.ts';

const examined = async (gate: object) => {
  const root = await folder({
    'mpgate.json': { apps: ['./app.json'], caDir: './certs', ...gate },
    'app.json': echoApp,
  });
  return examine(await readConfig({ file: join(root, 'mpgate.json'), env: {} }), Date.now());
};

it('looks at everything that the gate needs', async () => {
  const found = await examined({
    listen: { host: '127.0.0.1', port: 0 },
    listeners: [{ port: 0, app: ECHO_APP }],
    admin: { port: 0 },
  });
  const checks = found.map(({ check }) => check);
  expect(checks.filter((check) => check !== 'network')).toEqual([
    'settings',
    'port',
    'port',
    'admin',
    'CA',
    'clock',
    'address',
  ]);
  expect(found.filter(({ state }) => state === 'fail')).toEqual([]);
});

it('looks at the settings alone where they cannot be used', async () => {
  const found = await examined({ listen: { port: -1 } });
  expect(new Set(found.map(({ check }) => check))).toEqual(new Set(['settings']));
});

it('takes a clock for wrong that is behind the program itself', async () => {
  const root = await folder({ 'app.json': echoApp });
  const report = await readConfig({ apps: [join(root, 'app.json')], env: { MPGATE_CA_DIR: join(root, 'certs') } });
  const found = await examine(report, Date.parse('2001-01-01'));
  expect(found.find(({ check }) => check === 'clock')?.state).toBe('fail');
});
