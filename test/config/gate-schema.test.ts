import { describe, expect, it } from 'vitest';
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

describe('what this version does not do', () => {
  it.each([
    [{ listen: { proxyProtocol: 'accept' } }, '"off"'],
    [{ listen: { trustedProxies: ['10.0.0.1'] } }, '[]'],
    [{ clients: { users: { anna: 'scrypt…' } } }, '{}'],
    [{ upstreamProxy: 'http://proxy.test:3128' }, 'null'],
  ])('%j is refused and the way out named: %s', (settings, way) => {
    const { error } = gateSchema.safeParse(settings);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      `not available in this version; leave it out or write ${way}`,
    ]);
  });

  it('its defaults may be written', () => {
    const off = { listen: { proxyProtocol: 'off', trustedProxies: [] }, clients: { users: {} }, upstreamProxy: null };
    expect(gateSchema.safeParse(off).success).toBe(true);
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
  [{ decrypt: true }],
  [{ block: 'drop' }],
  [{ resolve: { 'a.test': 127 } }],
  [{ caKey: 'rsa-2048' }],
  [{ limits: { handshakeMs: 60_001 } }],
  [{ limits: { headerBytes: 1 } }],
  [{ record: { flows: 1.5 } }],
  [{ unknown: 1 }],
  [{ limits: { unknown: 1 } }],
])('%j is a mistake', (settings) => {
  expect(gateSchema.safeParse(settings).error?.issues).toHaveLength(1);
});
