import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { checkGate } from '../../src/config/check-gate.ts';
import { gateSchema } from '../../src/config/gate-schema.ts';
import { folder } from '../support/folder.ts';

const paths = async (settings: object): Promise<readonly string[]> => {
  const problems = await checkGate(gateSchema.parse(settings), () => ({ file: 'm.json', line: 1, column: 1 }));
  return problems.map(({ path }) => path);
};

describe('the admin port', () => {
  it.each([
    [{ host: '127.0.0.1' }, []],
    [{ host: '127.8.8.8' }, []],
    [{ host: '::1' }, []],
    [{ host: 'localhost' }, []],
    [{ host: '0.0.0.0' }, ['admin.host']],
    [{ host: '::' }, ['admin.host']],
    [{ host: '192.168.1.2' }, ['admin.host']],
    [{ host: 'proxy.test' }, ['admin.host']],
    [{ host: '0.0.0.0', token: 'secret' }, []],
    [{ token: 'secret', readToken: 'secret' }, ['admin.readToken']],
    [{ token: 'secret', readToken: 'other' }, []],
    [{ readToken: 'other' }, []],
    [{ host: '0.0.0.0', readToken: 'other' }, ['admin.host']],
  ])('%j: %j', async (admin, expected) => {
    expect(await paths({ admin })).toEqual(expected);
  });
});

it.each([
  [{ proxyProtocol: 'accept' }, ['listen.proxyProtocol']],
  [{ proxyProtocol: 'accept', trustedProxies: ['10.0.0.5'] }, []],
  [{ trustedProxies: ['10.0.0.5'] }, []],
])('the PROXY protocol is for load balancers that are named: %j', async (listen, expected) => {
  expect(await paths({ listen })).toEqual(expected);
});

describe('ports', () => {
  const app = 'x';

  it.each([
    ['all different', { listeners: [{ port: 8090, app }] }, []],
    ['any free one, many times', { listen: { port: 0 }, admin: { port: 0 }, listeners: [{ port: 0, app }] }, []],
    ['proxy and admin', { listen: { port: 8081 } }, ['admin.port']],
    ['on addresses that do not meet', { listen: { host: '192.0.2.1', port: 8081 } }, []],
    ['two listeners', { listeners: [8090, 8090].map((port) => ({ port, app })) }, ['listeners[1].port']],
    ['a listener and the proxy', { listeners: [{ port: 8080, app }] }, ['listeners[0].port']],
  ])('%s', async (_, settings, expected) => {
    expect(await paths(settings)).toEqual(expected);
  });
});

it('roots must be there and be certificates', async () => {
  const root = await folder({ 'good.pem': rootCertificates[0] ?? '', 'bad.pem': 'not a certificate' });
  const upstreamCa = ['good.pem', 'bad.pem', 'none.pem'].map((name) => join(root, name));
  expect(await paths({ upstreamCa })).toEqual(['upstreamCa[1]', 'upstreamCa[2]']);
});
