import { once } from 'node:events';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { ask, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld, trustedCa, type World } from '../support/world.ts';

const HOST = 'api.shop.test';
const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

const shop = async (gate: object = {}): Promise<World> =>
  openWorld({ gate, resolve: { '*.shop.test': (await httpsOrigin(mirror)).port } });

/** Whether the next tunnel's TLS is ended by the gate, or by the server. */
const endedBy = async (world: World, from?: string): Promise<'gate' | 'server'> => {
  const socket = await tunnel(world, `${HOST}:443`, from === undefined ? {} : { from });
  const tls = connectTls({ socket, ca: [world.ca, trustedCa().cert], servername: HOST });
  await once(tls, 'secureConnect');
  const isServer = tls.getPeerX509Certificate()?.issuer.includes('Trusted Test Root');
  await new Promise((resolve) =>
    tls
      .on('data', () => {})
      .end('no request\r\n\r\n')
      .once('close', resolve),
  );
  return isServer ? 'server' : 'gate';
};

/** Connections that ended in their handshake, or right after it. */
const refusals = async (world: World): Promise<number> =>
  (await world.flows()).filter(({ end }) => end?.outcome === 'failed' && end.code === 'CLIENT_TLS').length;

/** A client with roots of its own: of TLS 1.3 it is gone in the handshake, of 1.2 right after it. */
const refuse = async (world: World, options: ConnectionOptions = {}): Promise<void> => {
  const before = await refusals(world);
  const socket = await tunnel(world, `${HOST}:443`);
  const tls = connectTls({ socket, ca: trustedCa().cert, servername: HOST, ...options });
  await expect(once(tls, 'secureConnect')).rejects.toThrow(/certificate/);
  await until('the flow is over', async () => (await refusals(world)) > before);
};

/** Connections that a browser has no use for after all, opened at once and closed without a word. */
const openSpare = async (world: World): Promise<TLSSocket> => {
  const spare = await secureTunnel(world, `${HOST}:443`);
  // The tickets come when the gate has seen the end of the handshake.
  await once(spare, 'session');
  return spare;
};

const openSpares = async (world: World, count: number): Promise<void> => {
  const before = await refusals(world);
  const spares = await Promise.all(Array.from({ length: count }, () => openSpare(world)));
  for (const spare of spares) spare.destroy();
  await until('all are over', async () => (await refusals(world)) === before + count);
};

describe('a client that does not take the leaf', () => {
  it.each([
    ['TLSv1.3', 1],
    ['TLSv1.2', 2],
  ] as const)('of %s gets the server itself after %i tries', async (version, tries) => {
    const world = await shop();
    for (let n = 0; n < tries; n += 1) await refuse(world, { minVersion: version, maxVersion: version });
    expect(await endedBy(world)).toBe('server');
  });

  it('is one device, on one host', async () => {
    const world = await shop();
    await refuse(world);
    expect(await endedBy(world, '127.0.0.2')).toBe('gate');
    expect((await ask(world, 'https://cdn.shop.test/')).status).toBe(200);
  });

  it('is not remembered where all is decrypted', async () => {
    const world = await shop({ decrypt: 'always' });
    await refuse(world);
    expect(await endedBy(world)).toBe('gate');
  });

  it('is forgotten with its session', async () => {
    const world = await shop();
    await refuse(world);
    await world.tell({ newSession: true });
    expect(await endedBy(world)).toBe('gate');
  });

  it('is forgotten when another takes it', async () => {
    const world = await shop();
    const open = await secureTunnel(world, `${HOST}:443`);
    await refuse(world);
    expect((await ask(world, `https://${HOST}/`, { ...JSON_TYPE, over: open })).status).toBe(200);
    open.destroy();
    await until('the tunnel is over', async () => (await endedBy(world)) === 'gate');
  });

  it('still may ask for no other host', async () => {
    const world = await shop();
    await refuse(world);
    const socket = await tunnel(world, `${HOST}:443`);
    expect(await exchangeRaw(socket, clientHello('cdn.shop.test'))).toBe('');
    const [flow] = await world.flows();
    expect(flow?.end).toMatchObject({ outcome: 'refused', how: 'cut', cause: { rule: 'host-matches-tunnel' } });
  });

  it('still is held to what needs no decryption', async () => {
    const world = await shop();
    await refuse(world);
    await world.tell({ foreground: false });
    const socket = await tunnel(world, `${HOST}:443`);
    const tls = connectTls({ socket, ca: trustedCa().cert, servername: HOST });
    await expect(once(tls, 'secureConnect')).rejects.toThrow();
    const [flow] = await world.flows();
    expect(flow?.end).toMatchObject({ outcome: 'refused', how: 'cut', cause: { rule: 'background-blocked' } });
  });
});

describe('none that does not take it is a client', () => {
  it('that breaks off after its request', async () => {
    const world = await shop();
    const tls = await secureTunnel(world, `${HOST}:443`);
    tls.write('GET / HTTP/1.1\r\nHost: api.shop.test\r\n', () => tls.destroy());
    await once(tls, 'close');
    expect(await endedBy(world)).toBe('gate');
  });

  it('that opens several connections at once and has no use for them', async () => {
    const world = await shop();
    await openSpares(world, 3);
    expect(await endedBy(world)).toBe('gate');
  });

  it('that uses one in between', async () => {
    const world = await shop();
    for (let n = 0; n < 3; n += 1) {
      await openSpares(world, 2);
      expect((await ask(world, `https://${HOST}/`, JSON_TYPE)).status).toBe(200);
      await until('the tunnel is over', async () => (await endedBy(world)) === 'gate');
    }
  });

  it('that is cut off by a rule', async () => {
    const world = await shop({ block: 'cut' });
    await expect(ask(world, `https://${HOST}/`, { method: 'PATCH', ...JSON_TYPE })).rejects.toThrow();
    expect(await endedBy(world)).toBe('gate');
  });

  it('that speaks no version of TLS that the gate does', async () => {
    const world = await shop();
    const socket = await tunnel(world, `${HOST}:443`);
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(
      once(connectTls({ socket, ca: world.ca, servername: HOST, ...old }), 'secureConnect'),
    ).rejects.toThrow();
    expect(await endedBy(world)).toBe('gate');
  });

  it('that ends before it has seen the leaf', async () => {
    const world = await shop();
    const socket = await tunnel(world, `${HOST}:443`);
    socket.end(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    await once(socket.resume(), 'close');
    expect(await endedBy(world)).toBe('gate');
  });

  it('that stands still', async () => {
    const world = await shop({ limits: { handshakeMs: 200 } });
    const socket = await tunnel(world, `${HOST}:443`);
    socket.write(clientHello(HOST));
    await once(socket.resume(), 'close');
    expect(await endedBy(world)).toBe('gate');
  });
});
