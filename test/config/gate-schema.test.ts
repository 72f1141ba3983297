import { expect, it } from 'vitest';
import { gateSchema } from '../../src/config/gate-schema.ts';

it('an empty file means the documented defaults', () => {
  expect(gateSchema.parse({})).toEqual({
    listen: { host: '0.0.0.0', port: 8080, proxyProtocol: 'off', trustedProxies: [] },
    listeners: [],
    admin: { host: '127.0.0.1', port: 8081, token: null, readToken: null },
    clients: { allow: ['loopback', 'private'], users: {} },
    apps: ['./apps/*.json'],
    defaultApp: null,
    decrypt: 'auto',
    block: 'auto',
    bypass: ['default'],
    resolve: {},
    upstreamCa: [],
    upstreamProxy: null,
    caDir: '../certs',
    caKey: 'ec',
    limits: { connections: 10000, connectionsPerClient: 512, headerBytes: 65536, handshakeMs: 10000, idleMs: 120000 },
    record: { flows: 10000, file: null, har: null },
  });
});

it.each([
  [{ listen: { port: 65536 } }],
  [{ listen: { port: -1 } }],
  [{ listen: { port: '8080' } }],
  [{ listeners: [{ port: 1 }] }],
  [{ admin: { token: '' } }],
  [{ admin: { token: 'two words' } }],
  [{ admin: { readToken: '' } }],
  [{ clients: { allow: [] } }],
  [{ clients: { users: { anna: 'secret' } } }],
  [{ clients: { users: { 'anna+x': '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg' } } }],
  [{ listen: { proxyProtocol: 'v2' } }],
  [{ listen: { trustedProxies: ['balancer.test'] } }],
  [{ decrypt: true }],
  [{ block: 'drop' }],
  [{ resolve: { 'a.test': 127 } }],
  [{ caKey: 'rsa-2048' }],
  [{ upstreamProxy: 'proxy.test:3128' }],
  [{ upstreamProxy: 'socks4://proxy.test:1080' }],
  [{ limits: { handshakeMs: 60_001 } }],
  [{ limits: { headerBytes: 1 } }],
  [{ record: { flows: 1.5 } }],
  [{ unknown: 1 }],
  [{ limits: { unknown: 1 } }],
])('%j is a mistake', (settings) => {
  expect(gateSchema.safeParse(settings).error?.issues).toHaveLength(1);
});
