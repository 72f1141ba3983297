import { describe, expect, it } from 'vitest';
import { environmentName, fromEnvironment } from '../../src/config/environment.ts';
import { leaves } from '../../src/config/json-schema.ts';

describe('names', () => {
  it.each([
    [['limits', 'headerBytes'], 'MPGATE_LIMITS_HEADER_BYTES'],
    [['admin', 'token'], 'MPGATE_ADMIN_TOKEN'],
    [['defaultApp'], 'MPGATE_DEFAULT_APP'],
    [['listen', 'proxyProtocol'], 'MPGATE_LISTEN_PROXY_PROTOCOL'],
  ])('%j is %s', (path, name) => {
    expect(environmentName(path)).toBe(name);
  });

  it('no two keys share one', () => {
    const names = leaves('gate').map(({ path }) => environmentName(path));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('values', () => {
  it.each([
    ['a number', { MPGATE_LISTEN_PORT: '0' }, { listen: { port: 0 } }],
    ['text', { MPGATE_LISTEN_HOST: '127.0.0.1' }, { listen: { host: '127.0.0.1' } }],
    ['text that reads as a number', { MPGATE_ADMIN_TOKEN: '1234' }, { admin: { token: '1234' } }],
    ['text in quotes', { MPGATE_DEFAULT_APP: '"wx1"' }, { defaultApp: 'wx1' }],
    ['null', { MPGATE_RECORD_FILE: 'null' }, { record: { file: null } }],
    ['a list with commas', { MPGATE_BYPASS: 'default, push.test ,' }, { bypass: ['default', 'push.test'] }],
    ['a list of one', { MPGATE_APPS: 'a.json' }, { apps: ['a.json'] }],
    ['a list as JSON', { MPGATE_BYPASS: '[]' }, { bypass: [] }],
    ['an object', { MPGATE_RESOLVE: '{"a.test":"127.0.0.1"}' }, { resolve: { 'a.test': '127.0.0.1' } }],
    ['not of the right kind: left to the check', { MPGATE_LISTEN_PORT: 'many' }, { listen: { port: 'many' } }],
    ['two of one object', { MPGATE_LISTEN_PORT: '1', MPGATE_LISTEN_HOST: '::' }, { listen: { port: 1, host: '::' } }],
    ['an empty variable', { MPGATE_LISTEN_PORT: '' }, {}],
    ['variables that are no settings', { MPGATE_DEBUG: '1', MPGATE_LISTEN: 'x', PORT: '1' }, {}],
  ])('%s', (_, env, settings) => {
    expect(fromEnvironment(env).value).toEqual(settings);
  });

  it('a mistake in a value is found at its variable', () => {
    const { locate } = fromEnvironment({});
    expect(locate(['clients', 'allow', 1])).toEqual({ file: 'MPGATE_CLIENTS_ALLOW', line: 1, column: 1 });
  });
});
