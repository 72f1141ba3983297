/** python-requests through the gate, as tests and scripts in Python use it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect } from 'vitest';
import { MIB, sendBytes } from '../support/bodies.ts';
import { itNeeds } from '../support/needs.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { pythonRequests } from '../support/python-requests.ts';
import { APPID, openWorld } from '../support/world.ts';

const REFERER = `https://appservice.qq.com/${APPID}/0/page-frame.html`;
const FILM = 8 * MIB;
const films = (request: IncomingMessage, response: ServerResponse) =>
  request.url === '/film' ? void sendBytes(response, FILM) : mirror(request, response);

const shop = async (block = 'auto') => {
  const api = await httpsOrigin(films);
  const world = await openWorld({ gate: { block }, resolve: { '*.shop.test': api.port } });
  return { api, world };
};

describe('python-requests', () => {
  itNeeds('python3-requests')(
    'gets, posts JSON, streams a download and sends a generator in chunks',
    async () => {
      const { world } = await shop();
      expect(await pythonRequests(world, 'https://api.shop.test', APPID)).toMatchObject({
        get: { status: 200, body: { url: '/goods?q=red+shoes', headers: { referer: REFERER } } },
        post: { method: 'POST', headers: { 'content-type': 'application/json' }, bytes: '{"id": 7}'.length },
        streamed: FILM,
        chunked: { method: 'PUT', headers: { 'transfer-encoding': 'chunked' }, bytes: 5000 },
      });
    },
    30_000,
  );

  itNeeds('python3-requests')(
    'gets a ProxyError for a host of no list, and for an app that is not loaded',
    async () => {
      const { api, world } = await shop();
      const refused = await pythonRequests(world, 'https://other.shop.test');
      expect(refused).toEqual({ error: 'ProxyError', text: expect.stringContaining('403 Forbidden') });
      const unknown = await pythonRequests(world, 'https://api.shop.test', 'wx0000000000000000');
      expect(unknown).toEqual({ error: 'ProxyError', text: expect.stringContaining('407') });
      expect(api.accepted()).toBe(0);
    },
    30_000,
  );

  itNeeds('python3-requests')(
    'inside a tunnel gets the reason, or a broken connection in "cut"',
    async () => {
      const explained = await pythonRequests((await shop()).world, 'https://ws.shop.test');
      expect(explained).toMatchObject({ get: { status: 403, body: { rule: 'domain-per-api', errno: 600002 } } });
      const cut = await pythonRequests((await shop('cut')).world, 'https://ws.shop.test');
      // Since 3.10 Python's ssl takes a reset for an end of file.
      expect(cut).toMatchObject({ text: expect.stringMatching(/reset by peer|closed connection without response/) });
    },
    30_000,
  );
});
