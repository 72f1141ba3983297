/** Chromium through the gate: a page whose calls are allowed and refused, with the gate's CA trusted as a user's would be. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { WebSocketServer } from 'ws';

import { openChromium } from '../support/chromium.ts';

import { folder } from '../support/folder.ts';

import { itNeeds } from '../support/needs.ts';
import { homeThatTrusts } from '../support/nss.ts';
import { certified, httpsOrigin } from '../support/origin.ts';
import { APPID, openWorld, SHOP, type World } from '../support/world.ts';

const REFERER = `https://appservice.qq.com/${APPID}/0/page-frame.html`;
const HOSTS = ['pages.shop.test', 'data.shop.test', 'ws.shop.test'];
/** The page, and for its calls an answer that any origin may read. */
const site = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.headers.host === 'pages.shop.test') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return void response.end(await readFile(join(import.meta.dirname, 'page.html')));
  }
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'content-type');
  const { method, headers } = request;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method, referer: headers.referer }));
};

const browser = ({ proxy }: World, home: string): Promise<BrowserContext> =>
  openChromium(home, ['--proxy-bypass-list=<-loopback>', `--proxy-server=${proxy}`]);

const pageOf = async (context: BrowserContext): Promise<Page> => context.pages()[0] ?? context.newPage();

const shop = async () => {
  const origin = await httpsOrigin((request, response) => void site(request, response), certified(...HOSTS));
  const sockets = new WebSocketServer({ server: origin.server });
  sockets.on('connection', (ws) => ws.on('message', (data, isBinary) => ws.send(data, { binary: isBinary })));
  const request = ['https://pages.shop.test', 'https://data.shop.test'];
  const world = await openWorld({
    app: { domains: { ...SHOP, request } },
    resolve: { '*.shop.test': origin.port },
  });
  return { origin, world };
};

describe('headless Chromium', () => {
  itNeeds('chromium', 'certutil')(
    'shows a page, fetches and opens a socket where it may, and fails where it may not',
    async () => {
      const { origin, world } = await shop();
      const page = await pageOf(await browser(world, await homeThatTrusts(world.caFile)));
      const shown = await page.goto('https://pages.shop.test/');
      expect([shown?.status(), await page.title()]).toEqual([200, 'A page behind the gate']);
      await page.waitForSelector('body[data-over]');
      const said: unknown = JSON.parse((await page.textContent('pre')) ?? '');
      expect(said).toEqual({
        get: { method: 'GET', referer: REFERER },
        post: { method: 'POST', referer: REFERER },
        echo: 'hello',
        otherHost: 'failed: Failed to fetch',
        otherList: 'failed: Failed to fetch',
        otherSocket: 'failed: the socket failed',
      });
      const asked = origin.requests.map(({ method, headers, url }) => `${method} ${headers.host}${url}`);
      expect(asked).toContain('OPTIONS data.shop.test/orders');
      expect(asked.filter((line) => /other|ws\.shop|data\.shop\.test\/live/.test(line))).toEqual([]);
    },
    60_000,
  );

  itNeeds('chromium', 'certutil')(
    'shows its own error page for a host of no list',
    async () => {
      const { origin, world } = await shop();
      const page = await pageOf(await browser(world, await homeThatTrusts(world.caFile)));
      await expect(page.goto('https://other.shop.test/')).rejects.toThrow('net::ERR_TUNNEL_CONNECTION_FAILED');
      expect(origin.accepted()).toBe(0);
    },
    60_000,
  );

  itNeeds('chromium', 'certutil')(
    'takes no certificate of a gate that it does not trust, and the log says so',
    async () => {
      const { origin, world } = await shop();
      const page = await pageOf(await browser(world, await folder({})));
      await expect(page.goto('https://pages.shop.test/')).rejects.toThrow('net::ERR_CERT_AUTHORITY_INVALID');
      expect(world.log()).toMatch(/pages\.shop\.test:443 {2}failed CLIENT_TLS/);
      expect(origin.accepted()).toBe(0);
    },
    60_000,
  );
});
