/** The JDK's HttpClient through the gate. It prefers HTTP/2 and must be content with what ALPN gives it. */
import { describe, expect } from 'vitest';
import { java } from '../support/java.ts';
import { itNeeds } from '../support/needs.ts';
import { httpOrigin, httpsOrigin, mirror } from '../support/origin.ts';
import { APPID, openWorld } from '../support/world.ts';

const REFERER = `https://appservice.qq.com/${APPID}/0/page-frame.html`;
const parsed = (line: string | undefined): unknown => JSON.parse(line?.replace(/^\S+ \d+ /, '') ?? '');

describe('java’s HttpClient', () => {
  itNeeds('java')(
    'gets and posts, in HTTP/1.1',
    async () => {
      const api = await httpsOrigin(mirror);
      const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
      const url = 'https://api.shop.test/orders';
      const [got, posted, ...others] = await java(world, [
        ['GET', url],
        ['POST', url, '100000'],
      ]);
      expect([got, posted]).toEqual([expect.stringMatching(/^HTTP_1_1 200 /), expect.stringMatching(/^HTTP_1_1 200 /)]);
      expect(parsed(got)).toMatchObject({ method: 'GET', headers: { referer: REFERER } });
      expect(parsed(posted)).toMatchObject({ method: 'POST', bytes: 100_000, headers: { referer: REFERER } });
      expect(others).toEqual([]);
    },
    40_000,
  );

  itNeeds('java')(
    'is refused at CONNECT, in the tunnel, and over plain http',
    async () => {
      const api = await httpOrigin(mirror);
      const world = await openWorld({ resolve: { '*.shop.test': api.port } });
      const plain = 'http://api.shop.test/';
      const [outside, inside, sent, http, posted] = await java(world, [
        ['GET', 'https://other.shop.test/'],
        ['GET', 'https://ws.shop.test/'],
        ['POST', 'https://ws.shop.test/', '1000000'],
        ['GET', plain],
        ['POST', plain, '100000'],
      ]);
      expect(outside).toMatch(/^IOException Tunnel failed, got: 403/);
      for (const answer of [inside, sent, http, posted]) expect(answer).toMatch(/^HTTP_1_1 403 /);
      for (const answer of [inside, sent]) expect(parsed(answer)).toMatchObject({ rule: 'domain-per-api' });
      for (const answer of [http, posted]) expect(parsed(answer)).toMatchObject({ rule: 'scheme-https-wss' });
      expect(api.accepted()).toBe(0);
    },
    40_000,
  );
});
