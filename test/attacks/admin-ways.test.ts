/** Every further way through the proxy to the admin port and to the proxy's own: the plain addresses are in own-ports. */
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { ask, dial, exchangeRaw, secureTunnel } from '../support/client.ts';
import { httpsOrigin } from '../support/origin.ts';
import { ASSOCIATE, CONNECT, datagram, socks } from '../support/socks.ts';
import { udpEnd } from '../support/udp.ts';
import { until } from '../support/until.ts';
import { APPID, openWorld, SHOP, type World } from '../support/world.ts';

const CLOSE = 'Connection: close\r\n\r\n';

/** What a client was told, and by which rule or for what reason; no answer at all is null. */
const said = (text: string): readonly unknown[] => {
  const [answer] = answersIn(text);
  return [answer?.status ?? null, /^X-Mpgate-(?:Rule|Failure): (\S+)\r$/im.exec(text)?.[1]];
};

const connectTo = async (world: World, place: string): Promise<string> =>
  exchangeRaw(await dial(world), `CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n\r\n`);
const getFrom = async (world: World, place: string): Promise<string> =>
  exchangeRaw(await dial(world), `GET http://${place}/api/v1/report HTTP/1.1\r\nHost: ${place}\r\n${CLOSE}`);

/** Spellings and names that are not in the table of plain addresses. */
const SPELLINGS = [
  ...['127.0.0.1.', '%31%32%37.0.0.1', '127.0.0.%31', '0177.0.0.1', '127.000.000.001', '0x7f.0.0.1', '127.0.1'],
  ...['①②⑦.⓪.⓪.①', '127。0。0。1', '[::127.0.0.1]', '[0::1]', '[::1%25lo]', '[::ffff:7f00:0001]', '::1'],
  ...['user@127.0.0.1', 'localhost.localdomain', 'ip6-localhost', hostname(), `${hostname()}.`, 'LocalHost'],
];

describe.each([
  ['the admin port', ({ gateway }: World) => gateway.admin.port],
  ['the port of the proxy', ({ port }: World) => port],
])('%s', (_, portOf) => {
  it('is reached by no spelling of this machine, whichever way it is asked for', async () => {
    const world = await openWorld({ gate: { block: 'explain' } });
    const came: Record<string, unknown> = {};
    for (const spelling of SPELLINGS) {
      const place = `${spelling}:${portOf(world)}`;
      for (const [way, go] of Object.entries({ connectTo, getFrom })) {
        const [status, why] = said(await go(world, Buffer.from(place).toString('latin1')));
        came[`${way} ${place}`] = typeof status === 'number' && status >= 400 && why !== undefined;
      }
      // SOCKS knows no address but these two kinds: all else is a name.
      const { code, socket } = await socks(world, CONNECT, place.replace(/[[\]]/g, ''));
      socket.destroy();
      came[`socks ${place}`] = code !== undefined && code > 0;
    }
    expect(Object.entries(came).filter(([, isRefused]) => !isRefused)).toEqual([]);
    expect(world.gateway.report().flows.completed).toBe(0);
  });

  it('is not what the gate’s own name leads to', async () => {
    const world = await openWorld();
    const place = `mpgate.test:${portOf(world)}`;
    expect(said(await connectTo(world, place))).toEqual([403, 'NO_SUCH_PORT']);
    expect(said(await getFrom(world, place))).toEqual([403, 'NO_SUCH_PORT']);
    for (const at of ['/api/v1/report', '/metrics', '/healthz', '/docs']) {
      const token = `?token=${world.gateway.admin.token}`;
      for (const base of ['http://mpgate.test', 'https://mpgate.test'])
        expect((await ask(world, `${base}${at}${token}`)).status).toBe(404);
      expect((await fetch(`${world.proxy}${at}${token}`)).status).toBe(404);
    }
  });

  it('is not reached where an allowed server redirects to it', async () => {
    const target = { url: '' };
    const origin = await httpsOrigin((_, response) => void response.writeHead(302, { location: target.url }).end());
    const world = await openWorld({ gate: { block: 'explain' }, resolve: { 'api.shop.test': origin.port } });
    target.url = `http://127.0.0.1:${portOf(world)}/api/v1/report?token=${world.gateway.admin.token}`;
    // The gate follows no redirect itself, and the client that does is judged anew.
    const first = await ask(world, 'https://api.shop.test/');
    expect([first.status, first.headers.location]).toEqual([302, target.url]);
    const second = await ask(world, target.url);
    expect([second.status, second.headers['x-mpgate-rule'] !== undefined]).toEqual([403, true]);
    expect(second.body).not.toContain('"rules"');
  });

  it('is not reached by a Host inside of a tunnel to an allowed server', async () => {
    const origin = await httpsOrigin((_, response) => void response.end('the server'));
    const world = await openWorld({ gate: { block: 'explain' }, resolve: { 'api.shop.test': origin.port } });
    const place = `127.0.0.1:${portOf(world)}`;
    const token = world.gateway.admin.token;
    for (const target of ['/api/v1/report', `http://${place}/api/v1/report`]) {
      const socket = await secureTunnel(world, 'api.shop.test:443');
      const bytes = `GET ${target} HTTP/1.1\r\nHost: ${place}\r\nAuthorization: Bearer ${token}\r\n${CLOSE}`;
      const text = await exchangeRaw(socket, bytes);
      expect([target, said(text)[0]]).not.toEqual([target, 200]);
      expect(text).not.toContain('"rules"');
    }
    expect(origin.requests).toEqual([]);
  });

  it('gets no datagram over SOCKS5', async () => {
    const bait = await udpEnd();
    const world = await openWorld({ app: { domains: { ...SHOP, udp: ['udp://udp.shop.test'] } } });
    const { socket, code, bound } = await socks(world, ASSOCIATE, '0.0.0.0:0');
    expect(code).toBe(0);
    const client = await udpEnd();
    const relay = bound.readUInt16BE(bound.length - 2);
    for (const port of [portOf(world), bait.port, relay])
      for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'])
        client.socket.send(datagram(`${host}:${port}`, 'x'), relay, '127.0.0.1');
    // Each destination is a flow of its own.
    const refused = async () => (await world.flows()).filter(({ end }) => end?.outcome === 'refused').length;
    await until('they are refused', async () => (await refused()) >= 8);
    socket.destroy();
    expect([bait.came, client.came]).toEqual([[], []]);
  });
});

it('the admin port tells nothing to who comes through the proxy with its token in the request', async () => {
  const world = await openWorld({ gate: { block: 'explain', listeners: [{ port: 0, app: APPID }] } });
  const { port, token } = world.gateway.admin;
  for (const listener of world.gateway.listeners)
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '127.1', '2130706433', '0.0.0.0']) {
      const place = `${host}:${port}`;
      const bytes = `GET http://${place}/api/v1/report HTTP/1.1\r\nHost: ${place}\r\nAuthorization: Bearer ${token}\r\n${CLOSE}`;
      const text = await exchangeRaw(await dial({ port: listener.port }), bytes);
      expect([place, said(text)[0]]).toEqual([place, 403]);
    }
});
