/** Node's own client library through the gate: `fetch` and `request` of undici with its ProxyAgent. */
import { Readable } from 'node:stream';
import { FormData, fetch, ProxyAgent, request } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countBytes, MIB, sendBytes } from '../support/bodies.ts';
import { httpOrigin, httpsOrigin, mirror } from '../support/origin.ts';
import { APPID, openWorld, type World, type WorldOptions } from '../support/world.ts';

const REFERER = `https://appservice.qq.com/${APPID}/0/page-frame.html`;
const SIZE = 32 * MIB;

const agentOf = (world: World, appid = APPID): ProxyAgent => {
  const token = `Basic ${Buffer.from(`${appid}:`).toString('base64')}`;
  const agent = new ProxyAgent({ uri: world.proxy, token, requestTls: { ca: world.ca } });
  onTestFinished(() => agent.destroy());
  return agent;
};

const shop = async (options: WorldOptions = {}) => {
  const api = await httpsOrigin(mirror);
  const world = await openWorld({ resolve: { '*.shop.test': api.port }, ...options });
  return { api, world, dispatcher: agentOf(world) };
};

describe('undici is allowed', () => {
  it('to GET and to POST JSON, many at once', async () => {
    const { world, dispatcher } = await shop();
    const got = await fetch('https://api.shop.test/goods', { dispatcher });
    expect(got.status).toBe(200);
    expect(await got.json()).toMatchObject({ method: 'GET', headers: { referer: REFERER } });
    const orders = Array.from({ length: 30 }, async (_, id) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ id });
      const posted = await fetch('https://api.shop.test/orders', { method: 'POST', headers, body, dispatcher });
      return posted.json();
    });
    for (const [id, order] of (await Promise.all(orders)).entries()) {
      expect(order).toMatchObject({ method: 'POST', bytes: JSON.stringify({ id }).length });
    }
    const completed = async () => (await world.flows()).filter(({ end }) => end?.outcome === 'completed').length;
    await expect.poll(completed).toBe(31);
  });

  it('to stream both ways', async () => {
    const up = await httpsOrigin(async (incoming, response) => {
      if (incoming.method === 'GET') return sendBytes(response, SIZE);
      response.end(String(await countBytes(incoming)));
    });
    const world = await openWorld({ resolve: { '*.shop.test': up.port } });
    const dispatcher = agentOf(world);
    const body = Readable.from(
      (function* () {
        for (let sent = 0; sent < SIZE; sent += MIB) yield Buffer.alloc(MIB);
      })(),
    );
    const posted = await request('https://api.shop.test/log', { method: 'POST', body, dispatcher });
    expect(await posted.body.text()).toBe(String(SIZE));
    const got = await request('https://cdn.shop.test/film', { dispatcher });
    let bytes = 0;
    for await (const chunk of got.body) bytes += chunk.length;
    expect(bytes).toBe(SIZE);
  });
});

describe('undici is refused', () => {
  it('a host of no list: CONNECT fails, and so does the call', async () => {
    const { api, dispatcher } = await shop();
    const failure = await fetch('https://other.shop.test/', { dispatcher }).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure).toMatchObject({ cause: { cause: { message: expect.stringContaining('403') } } });
    await expect(request('https://other.shop.test/', { dispatcher })).rejects.toThrow('403');
    expect(api.accepted()).toBe(0);
  });

  it('as an app that is not loaded', async () => {
    const { world } = await shop();
    const dispatcher = agentOf(world, 'wx0000000000000000');
    await expect(request('https://api.shop.test/', { dispatcher })).rejects.toThrow('407');
  });

  it('another list’s host, with the reason', async () => {
    const { api, dispatcher } = await shop();
    const body = new FormData();
    body.set('file', new Blob(['film']), 'film.mp4');
    const answer = await request('https://api.shop.test/', { method: 'POST', body, dispatcher });
    expect([answer.statusCode, answer.headers['x-mpgate-rule']]).toEqual([403, 'domain-per-api']);
    expect(await answer.body.json()).toMatchObject({ rule: 'domain-per-api', actual: 'api.shop.test' });
    expect(api.accepted()).toBe(0);
  });

  it('another list’s host, by a cut connection in "cut"', async () => {
    const { dispatcher } = await shop({ gate: { block: 'cut' } });
    const sent = request('https://api.shop.test/', { method: 'PATCH', dispatcher });
    await expect(sent).rejects.toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/) });
  });

  it('plain http through a tunnel, as undici does it', async () => {
    const api = await httpOrigin(mirror);
    const { dispatcher } = await shop({ resolve: { 'api.shop.test:80': api.port } });
    const answer = await request('http://api.shop.test/', { dispatcher });
    expect([answer.statusCode, answer.headers['x-mpgate-rule']]).toEqual([403, 'scheme-https-wss']);
    expect(api.accepted()).toBe(0);
  });
});
