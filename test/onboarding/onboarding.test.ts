import { createHash, X509Certificate } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { ask, dial, exchangeRaw } from '../support/client.ts';
import { openWorld, type World } from '../support/world.ts';

const raw = async (world: World, bytes: string): Promise<string> => exchangeRaw(await dial(world), bytes);
const CLOSE = 'Connection: close\r\n\r\n';

/** Every way of a client to the gate's own pages. */
const ways: Readonly<Record<string, (world: World) => string>> = {
  'by address': ({ proxy }) => proxy,
  'by name through the proxy': () => 'http://mpgate.test',
  'by name in a tunnel': () => 'https://mpgate.test',
};
const get = async (world: World, way: string, path: string) => {
  const base = ways[way]?.(world) ?? '';
  if (way !== 'by address') return ask(world, `${base}${path}`);
  const answer = await fetch(`${base}${path}`);
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
};

describe.each(Object.keys(ways))('%s', (way) => {
  it('gives the CA in the form that is asked for', async () => {
    const world = await openWorld();
    for (const path of ['/ca.pem', '/ca.cer', '/ca.crt', '/ca.mobileconfig']) {
      const { status, headers } = await get(world, way, path);
      expect([path, status, headers['content-type']]).toEqual([
        path,
        200,
        expect.stringMatching(/^application\/x-(pem-file|x509-ca-cert|apple-aspen-config)$/),
      ]);
    }
    const { body } = await get(world, way, '/ca.pem');
    expect(new X509Certificate(body).fingerprint256).toBe(world.gateway.ca.fingerprint);
    expect((await get(world, way, '/ca.mobileconfig')).body).toContain('com.apple.security.root');
  });

  it('gives a script with the address and port that the client reached', async () => {
    const world = await openWorld({ gate: { bypass: ['default', 'passed.test', '*.shop.test'] } });
    const { headers, body } = await get(world, way, '/proxy.pac?1');
    expect(headers['content-type']).toBe('application/x-ns-proxy-autoconfig');
    const find = (host: string) => runInNewContext(`${body}\nFindProxyForURL("https://${host}/", "${host}")`);
    expect(['other.test', 'api.shop.test', 'passed.test', 'img.shop.test', 'servicewechat.com'].map(find)).toEqual([
      `PROXY 127.0.0.1:${world.port}`,
      `PROXY 127.0.0.1:${world.port}`,
      'DIRECT',
      'DIRECT',
      'DIRECT',
    ]);
  });

  it('says what it has not, and is no flow and no slot of an app', async () => {
    const world = await openWorld();
    expect(await get(world, way, '/../certs/ca.key')).toMatchObject({ status: 404 });
    const { status, headers, body } = await get(world, way, '/__proto__');
    expect([status, headers['x-mpgate-failure'], body]).toEqual([
      404,
      'NO_SUCH_PAGE',
      expect.stringContaining('This is mpgate, a forward proxy'),
    ]);
    expect(await world.flows()).toEqual([]);
    expect(await world.admin('/api/v1/devices')).toMatchObject({ devices: [] });
  });
});

describe('the proxy’s own port', () => {
  it('answers each of many requests in its turn', async () => {
    const world = await openWorld();
    const text = await raw(
      world,
      `GET /ca.pem HTTP/1.1\r\nHost: a\r\n\r\nHEAD /ca.cer HTTP/1.1\r\nHost: a\r\n\r\nGET http://mpgate.test/nothing HTTP/1.1\r\nHost: mpgate.test\r\n${CLOSE}`,
    );
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 404']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const world = await openWorld();
    const text = await raw(
      world,
      `${method} /ca.pem HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi`,
    );
    const [answer] = answersIn(text);
    expect(answer?.status).toBe(405);
    expect(text).toContain('\r\nAllow: GET, HEAD\r\n');
  });

  it('believes no Host header', async () => {
    const world = await openWorld();
    const text = await raw(world, `GET /proxy.pac HTTP/1.1\r\nHost: evil.test:1\r\n${CLOSE}`);
    expect(text).toContain(`"PROXY 127.0.0.1:${world.port}"`);
    expect(text).not.toContain('evil');
  });

  it('leads all through the gate where nothing may pass unread', async () => {
    const world = await openWorld({ gate: { decrypt: 'always' } });
    const pac = await (await fetch(`${world.proxy}/proxy.pac`)).text();
    expect(runInNewContext(`${pac}\nFindProxyForURL("https://servicewechat.com/", "servicewechat.com")`)).toMatch(
      /^PROXY/,
    );
  });

  it('gives no key away, whatever is asked for', async () => {
    const world = await openWorld();
    for (const path of ['/ca.key', '/certs/ca.key', '/%2e%2e/certs/ca.key', '/ca.pem/../ca.key']) {
      expect((await fetch(`${world.proxy}${path}`)).status).toBe(404);
    }
    const der = Buffer.from(await (await fetch(`${world.proxy}/ca.cer`)).arrayBuffer());
    const sum = createHash('sha256').update(der).digest('hex').toUpperCase();
    expect(sum).toBe(world.gateway.ca.fingerprint.replaceAll(':', ''));
  });
});
