import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { FlowRecord } from '../../src/events/record.ts';
import { ask, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { httpsOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { openWorld, SHOP, type World } from '../support/world.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const GET = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n';

const shop = async (options: object = {}): Promise<World> => {
  const { port } = await httpsOrigin(mirror);
  return openWorld({ resolve: { 'api.shop.test': port }, ...options });
};

/** TLS in a tunnel to api.shop.test. */
const shaken = async (world: World, options: ConnectionOptions = {}): Promise<TLSSocket> => {
  const socket = await tunnel(world, 'api.shop.test:443');
  const tls = connectTls({ socket, ca: world.ca, servername: 'api.shop.test', ...options });
  await once(tls, 'secureConnect');
  return tls.on('error', () => {});
};

const firstFlow = async (world: World): Promise<FlowRecord> => {
  for (;;) {
    const [flow] = await world.flows();
    if (flow?.end) return flow;
  }
};

const ended = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('error', (error: Error & { code?: string }) => resolve(error.code ?? ''));
    socket.once('end', () => resolve('end'));
    socket.resume();
  });

describe('TLS in a tunnel', () => {
  it('is ended here, with a leaf for the host', async () => {
    const world = await shop();
    const tls = await shaken(world, { ALPNProtocols: ['h2', 'http/1.1'] });
    const { subjectaltname } = tls.getPeerCertificate();
    expect([subjectaltname, tls.authorized, tls.alpnProtocol]).toEqual(['DNS:api.shop.test', true, 'http/1.1']);
    expect(await exchangeRaw(tls, GET)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it('is told by its first byte, though the rest comes later', async () => {
    const world = await shop();
    const outer = await tunnel(world, 'api.shop.test:443');
    const tls = connectTls({ socket: outer, ca: world.ca, servername: 'api.shop.test' });
    const { write } = outer;
    // Cut what the client says first into single bytes.
    Object.assign(outer, {
      write: (chunk: Buffer, ...rest: readonly unknown[]) => {
        for (const byte of chunk) Reflect.apply(write, outer, [Buffer.from([byte])]);
        for (const call of rest) if (typeof call === 'function') call();
        return true;
      },
    });
    await once(tls, 'secureConnect');
    tls.destroy();
  });

  it('without SNI is for the tunnel’s host', async () => {
    const world = await shop();
    const tls = await shaken(world, { servername: '', checkServerIdentity: () => undefined });
    expect(tls.getPeerCertificate().subjectaltname).toBe('DNS:api.shop.test');
    expect(await exchangeRaw(tls, GET)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it.each([
    ['another listed host', 'up.shop.test'],
    ['a host that is nobody’s', 'front.test'],
  ])('whose SNI is %s gets a leaf for that, and reads why it may not', async (_, servername) => {
    const world = await shop();
    const tls = await shaken(world, { servername });
    expect(tls.getPeerCertificate().subjectaltname).toBe(`DNS:${servername}`);
    const text = await exchangeRaw(tls, GET);
    expect(text).toMatch(/^HTTP\/1\.1 403 .*\r\nX-Mpgate-Rule: host-matches-tunnel\r\n/s);
  });

  it.each(['API.shop.test', 'api.shop.test.'])('whose SNI is %s asks for the same host', async (servername) => {
    const world = await shop();
    const tls = await shaken(world, { servername, checkServerIdentity: () => undefined });
    expect(await exchangeRaw(tls, GET)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('takes up a session of %s in the next tunnel', async (version) => {
    const world = await shop();
    const only = { minVersion: version, maxVersion: version };
    const first = await shaken(world, only);
    const tickets: Buffer[] = [];
    first.on('session', (session: Buffer) => tickets.push(session));
    if (version === 'TLSv1.2') tickets.push(first.getSession() ?? Buffer.alloc(0));
    expect(await exchangeRaw(first, GET)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const [session] = tickets;
    const second = await shaken(world, { ...only, ...(session ? { session } : {}) });
    expect(second.isSessionReused()).toBe(true);
    expect(await exchangeRaw(second, GET)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('of %s is not spoken', async (version) => {
    const world = await shop();
    const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(shaken(world, old)).rejects.toThrow();
  });

  it('that the client breaks off, for it does not trust the CA, is a flow that says so', async () => {
    const world = await shop();
    await expect(shaken(world, { ca: [] })).rejects.toThrow(/certificate/);
    const { end, host, verdicts } = await firstFlow(world);
    expect(verdicts.map(({ stage, passed }) => [stage, passed.includes('domain-allowlist')])).toEqual([
      ['tunnel', true],
    ]);
    expect([host, end]).toEqual([
      'api.shop.test',
      expect.objectContaining({
        outcome: 'failed',
        code: 'CLIENT_TLS',
        message: expect.stringMatching(/may not trust/),
      }),
    ]);
  });

  it('that stands still is broken off at handshakeMs', async () => {
    const world = await shop({ gate: { limits: { handshakeMs: 100 } } });
    const socket = await tunnel(world, 'api.shop.test:443');
    socket.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    await ended(socket);
    expect((await firstFlow(world)).end).toMatchObject({ outcome: 'failed', code: 'CLIENT_TLS' });
  });

  it('carries one request after another', async () => {
    const world = await shop();
    const tls = await shaken(world);
    const text = await exchangeRaw(tls, GET.replace('close', 'keep-alive').repeat(3) + GET);
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(4);
  });
});

describe('plain HTTP in a tunnel', () => {
  it('is judged as such', async () => {
    const world = await shop();
    const text = await exchangeRaw(await tunnel(world, 'api.shop.test:443'), GET);
    expect(text).toMatch(/^HTTP\/1\.1 403 .*\r\nX-Mpgate-Rule: scheme-https-wss\r\n/s);
  });

  it('goes on where the app lets it', async () => {
    const { port } = await httpsOrigin(mirror);
    const world = await openWorld({
      app: { rules: { 'scheme-https-wss': 'warn' } },
      resolve: { 'api.shop.test': port },
    });
    const text = await exchangeRaw(await tunnel(world, 'api.shop.test:443'), GET);
    // A server of HTTPS has no answer to plain HTTP but a 400 or a closed connection.
    expect(text).toMatch(/^HTTP\/1\.1 (400|502) /);
    const [flow] = await world.flows();
    expect(flow?.url).toBe('http://api.shop.test:443/');
  });
});

describe('a tunnel that carries neither', () => {
  const SSH = 'ssh-2.0-hello\r\n';

  it('is a TCP socket, and refused where the tcp list does not have it', async () => {
    const world = await shop();
    const socket = await tunnel(world, 'api.shop.test:443');
    socket.write(SSH);
    expect(await ended(socket)).toBe('ECONNRESET');
    const { api, end } = await firstFlow(world);
    expect([api, end]).toMatchObject(['tcp', { outcome: 'refused', how: 'cut', cause: { rule: 'tcp-destination' } }]);
  });

  it('goes to a host of the tcp list, byte for byte', async () => {
    const { port } = await tcpOrigin((socket) => void socket.on('data', (chunk) => socket.write(chunk)));
    const app = { domains: { ...SHOP, tcp: ['tcp://tcp.shop.test'] } };
    const world = await openWorld({ app, resolve: { 'tcp.shop.test': port } });
    const socket = await tunnel(world, 'tcp.shop.test:5000');
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => 255 - i));
    socket.write(bytes);
    expect((await once(socket, 'data'))[0]).toEqual(bytes);
    socket.end();
    await once(socket, 'close');
    expect(await firstFlow(world)).toMatchObject({
      api: 'tcp',
      end: { outcome: 'completed', bytesUp: 256, bytesDown: 256 },
    });
  });

  it('is reset where nobody listens there', async () => {
    const { port, server } = await tcpOrigin(() => {});
    server.close();
    const app = { domains: { ...SHOP, tcp: ['tcp://tcp.shop.test'] } };
    const world = await openWorld({ app, resolve: { 'tcp.shop.test': port } });
    const socket = await tunnel(world, 'tcp.shop.test:5000');
    socket.write(Buffer.from([0]));
    expect(await ended(socket)).toBe('ECONNRESET');
    expect((await firstFlow(world)).end).toMatchObject({ outcome: 'failed', code: 'ECONNREFUSED' });
  });
});

describe('a tunnel that carries nothing', () => {
  it('is closed at idleMs', async () => {
    const world = await shop({ gate: { limits: { idleMs: 100 } } });
    expect(await ended(await tunnel(world, 'api.shop.test:443'))).toBe('end');
    expect(await world.flows()).toEqual([]);
  });

  it('is closed with its client, and is no flow', async () => {
    const world = await shop();
    const socket = await tunnel(world, 'api.shop.test:443');
    socket.end();
    await ended(socket);
    expect(await world.flows()).toEqual([]);
  });
});

it('a leaf that was made serves every tunnel to its host', async () => {
  const world = await shop();
  const certificates = new Set<string>();
  for (let i = 0; i < 3; i += 1) {
    const tls = await secureTunnel(world, 'api.shop.test:443');
    certificates.add(tls.getPeerCertificate().fingerprint256);
    expect((await ask(world, 'https://api.shop.test/', { over: tls, headers: JSON_TYPE })).status).toBe(200);
  }
  expect(certificates.size).toBe(1);
});
