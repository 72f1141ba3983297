import { expect, it } from 'vitest';
import { waitsForRestart } from '../../src/cli/waits-for-restart.ts';
import { gateSchema } from '../../src/config/gate-schema.ts';
import { users } from '../support/users.ts';

const gate = (settings: object) => gateSchema.parse(settings);

it.each([
  ['nothing', {}, {}, []],
  ['the apps, which a reload takes over', {}, { apps: ['a.json'], defaultApp: 'wx0123456789abcdef' }, []],
  [
    'who may come in, which a reload takes over too',
    {},
    {
      clients: { allow: ['loopback'], users },
      listen: { proxyProtocol: 'accept', trustedProxies: ['10.0.0.1'] },
    },
    [],
  ],
  ['a single value', { block: 'cut' }, { block: 'explain' }, ['block']],
  ['a value inside', { limits: { idleMs: 1 } }, { limits: { idleMs: 2 } }, ['limits.idleMs']],
  ['a list', {}, { listeners: [{ port: 1, app: 'a' }] }, ['listeners']],
  ['a map', { resolve: { 'a.test': '127.0.0.1' } }, { resolve: { 'a.test': '127.0.0.2' } }, ['resolve']],
  ['a value that is gone', { record: { file: 'a' } }, {}, ['record.file']],
  ['several', {}, { admin: { token: 'a' }, listen: { port: 1 } }, ['listen.port', 'admin.token']],
])('where %s has changed', (_, running, read, paths) => {
  expect(waitsForRestart(gate(running), gate(read))).toEqual(paths);
});
