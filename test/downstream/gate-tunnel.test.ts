import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { dial, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { CONNECT, socks } from '../support/socks.ts';
import { openWorld } from '../support/world.ts';

const GET = 'GET /ca.pem HTTP/1.1\r\nHost: mpgate.test\r\nConnection: close\r\n\r\n';

describe('a tunnel to the gate’s own name', () => {
  it('carries plain requests, at both ports', async () => {
    const world = await openWorld();
    for (const port of [80, 443]) {
      const text = await exchangeRaw(await tunnel(world, `mpgate.test:${port}`), GET);
      expect([answersIn(text)[0]?.status, text.includes('BEGIN CERTIFICATE')]).toEqual([200, true]);
    }
  });

  it('ends TLS with a leaf of the gate’s CA', async () => {
    const world = await openWorld();
    const tls = await secureTunnel(world, 'mpgate.test:443');
    expect([tls.authorized, tls.getPeerCertificate().subjectaltname]).toEqual([true, 'DNS:mpgate.test']);
    expect(await exchangeRaw(tls, GET)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is spoken in SOCKS5 too', async () => {
    const world = await openWorld();
    const { code, socket } = await socks(world, CONNECT, 'mpgate.test:80');
    expect(code).toBe(0);
    expect(await exchangeRaw(socket, GET)).toMatch(/^HTTP\/1\.1 200 /);
    expect((await socks(world, CONNECT, 'mpgate.test:8080')).code).toBe(2);
  });

  it('leads to no other port', async () => {
    const world = await openWorld();
    const refused = [403, expect.stringContaining('answers on ports 80 and 443, not on 8443')];
    for (const head of ['CONNECT mpgate.test:8443', 'GET http://mpgate.test:8443/']) {
      const text = await exchangeRaw(await dial(world), `${head} HTTP/1.1\r\nHost: mpgate.test:8443\r\n\r\n`);
      expect([answersIn(text)[0]?.status, text]).toEqual(refused);
    }
    expect(await world.flows()).toEqual([]);
  });

  it('goes nowhere, whatever the settings say of the name', async () => {
    const world = await openWorld({
      app: { domains: { request: ['https://mpgate.test'] } },
      gate: { bypass: ['mpgate.test'] },
      resolve: { 'mpgate.test': 9 },
    });
    expect(await exchangeRaw(await secureTunnel(world, 'mpgate.test:443'), GET)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await world.flows()).toEqual([]);
  });

  it('leaves the other names of the gate what they are', async () => {
    const world = await openWorld();
    await expect(tunnel(world, 'echo.mpgate.test:443')).rejects.toThrow('domain-allowlist');
    await expect(tunnel(world, 'other.mpgate.test:443')).rejects.toThrow('domain-allowlist');
  });

  it('is closed where the client does not trust the CA, and is no flow', async () => {
    const world = await openWorld();
    const socket = await tunnel(world, 'mpgate.test:443');
    const tls = connectTls({ socket, servername: 'mpgate.test' });
    await once(tls, 'error');
    if (!socket.closed) await once(socket, 'close');
    expect(await world.flows()).toEqual([]);
  });

  it('is closed when its client says nothing', async () => {
    const world = await openWorld({ gate: { limits: { idleMs: 50 } } });
    const socket = await tunnel(world, 'mpgate.test:443');
    await once(socket, 'close');
  });
});
