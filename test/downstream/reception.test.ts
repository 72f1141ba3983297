import { describe, expect, it } from 'vitest';
import { ask, dial, exchangeRaw, secureTunnel } from '../support/client.ts';
import { httpOrigin, httpsOrigin, mirror } from '../support/origin.ts';
import { APPID, openWorld, type World } from '../support/world.ts';

const OTHER = 'wxfedcba9876543210';
const CLOSE = 'Connection: close\r\n\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';

const raw = async (world: World, bytes: string): Promise<string> => exchangeRaw(await dial(world), bytes);
const inside = async (world: World, bytes: string): Promise<string> =>
  exchangeRaw(await secureTunnel(world, 'api.shop.test:443'), bytes);

describe('the target of a request', () => {
  it('in absolute form is judged as what it is', async () => {
    const world = await openWorld();
    expect(await raw(world, `GET http://api.shop.test/ HTTP/1.1\r\nHost: api.shop.test\r\n${CLOSE}`)).toMatch(
      /^HTTP\/1\.1 403 .*\r\nX-Mpgate-Rule: scheme-https-wss\r\n/s,
    );
  });

  it('in absolute form with https goes out with TLS', async () => {
    const { port } = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': port } });
    const text = await raw(
      world,
      `GET https://api.shop.test/a HTTP/1.1\r\nHost: api.shop.test\r\n${JSON_TYPE}${CLOSE}`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 .*"url":"\/a"/s);
  });

  it('in origin form, outside of a tunnel, is told what this is', async () => {
    const world = await openWorld();
    expect(await raw(world, `GET /nothing HTTP/1.1\r\nHost: x\r\n${CLOSE}`)).toMatch(
      /^HTTP\/1\.1 404 .*\r\nX-Mpgate-Failure: NO_SUCH_PAGE\r\n.*This is mpgate, a forward proxy/s,
    );
  });

  it.each(['ftp://api.shop.test/', 'http://', 'api.shop.test', 'http://a b/'])('%s is refused', async (target) => {
    const world = await openWorld();
    expect(await raw(world, `GET ${target} HTTP/1.1\r\nHost: x\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await world.flows()).toEqual([]);
  });

  it.each([
    ['the same, in absolute form', 'https://api.shop.test/a', '200'],
    ['another host', 'https://up.shop.test/', '400'],
    ['another port', 'https://api.shop.test:8443/', '400'],
    ['another scheme', 'http://api.shop.test/', '400'],
  ])('in a tunnel: %s', async (_, target, status) => {
    const { port } = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': port } });
    const text = await inside(world, `GET ${target} HTTP/1.1\r\nHost: api.shop.test\r\n${JSON_TYPE}${CLOSE}`);
    expect(text.slice(9, 12)).toBe(status);
  });
});

describe('a request that two readers could take differently', () => {
  it.each([
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nHost: other.test\r\n\r\n', 'BAD_FRAMING'],
    [
      'chunks in HTTP/1.0',
      'POST / HTTP/1.0\r\nHost: api.shop.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'BAD_FRAMING',
    ],
    [
      'an upgrade with a body',
      'POST / HTTP/1.1\r\nHost: api.shop.test\r\nConnection: Upgrade\r\nUpgrade: x\r\nContent-Length: 1\r\n\r\nx',
      'UPGRADE',
    ],
  ])('%s: 400, and the server hears nothing', async (_, bytes, failure) => {
    const { port, accepted } = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': port } });
    expect(await inside(world, bytes)).toMatch(
      new RegExp(`^HTTP/1\\.1 400 .*\r\nX-Mpgate-Failure: ${failure}\r\n`, 's'),
    );
    expect([accepted(), await world.flows()]).toEqual([0, []]);
  });

  it('that stands behind another is refused in its turn, and what follows it is not read', async () => {
    const { port, requests } = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': port } });
    const good = `GET /good HTTP/1.1\r\nHost: api.shop.test\r\n${JSON_TYPE}\r\n`;
    const text = await inside(world, `${good}${good.replace('Host:', 'Host: x\r\nHost:')}${good}`);
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(requests).toHaveLength(1);
  });
});

describe('the app of a request', () => {
  const lan = { domains: {}, rules: { 'scheme-https-wss': 'off', 'domain-allowlist': 'off', 'domain-per-api': 'off' } };
  const url = 'http://plain.test/';

  it('is the proxy user’s, each request’s own', async () => {
    const { port } = await httpOrigin(mirror);
    const world = await openWorld({ apps: [{}, { appid: OTHER, ...lan }], resolve: { 'plain.test': port } });
    expect((await ask(world, url, { user: OTHER })).status).toBe(200);
    expect((await ask(world, url, { user: APPID })).status).toBe(403);
    expect((await ask(world, url)).status).toBe(403);
  });

  it('that is not loaded is a 407', async () => {
    const world = await openWorld();
    const { status, headers } = await ask(world, url, { user: 'wx-slip' });
    expect([status, headers['x-mpgate-failure']]).toEqual([407, 'UNKNOWN_APP']);
  });
});

describe('an upgrade', () => {
  it('to another protocol than WebSocket is answered as if none had been asked for', async () => {
    const { port, requests } = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': port } });
    const text = await inside(
      world,
      `GET / HTTP/1.1\r\nHost: api.shop.test\r\n${JSON_TYPE}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(requests[0]?.headers).not.toHaveProperty('upgrade');
  });

  it('behind a request that waits for its answer is refused after it', async () => {
    const { port } = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': port } });
    const first = `GET / HTTP/1.1\r\nHost: api.shop.test\r\n${JSON_TYPE}\r\n`;
    const text = await inside(
      world,
      `${first}GET /ws HTTP/1.1\r\nHost: api.shop.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(text).toContain('X-Mpgate-Failure: PIPELINED');
  });
});
