import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ask, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { httpOrigin, httpsOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { httpProxy } from '../support/proxies.ts';
import { openWorld, SHOP } from '../support/world.ts';

const HTTP_TOO = {
  domains: { ...SHOP, request: [...SHOP.request, 'https://far.shop.test'], tcp: ['tcp://tcp.shop.test'] },
  rules: { 'scheme-https-wss': 'off' },
};

it('HTTPS, plain HTTP and TCP sockets pass the upstream proxy, and its login shows nowhere', async () => {
  const [https, http] = [await httpsOrigin(mirror), await httpOrigin(mirror)];
  const tcp = await tcpOrigin((socket) => socket.end('welcome'));
  const leads = { 'api.shop.test:443': https.port, 'api.shop.test:80': http.port, 'tcp.shop.test:7000': tcp.port };
  const { port, asked } = await httpProxy({ leads, login: 'anna:sesame' });
  const gate = { upstreamProxy: `http://anna:sesame@127.0.0.1:${port}`, record: { file: './session.ndjson' } };
  const world = await openWorld({ app: HTTP_TOO, gate });
  expect((await ask(world, 'https://api.shop.test/a')).status).toBe(200);
  const plain = await ask(world, 'http://api.shop.test/b');
  expect([plain.status, JSON.parse(plain.body).url]).toEqual([200, '/b']);
  const posted = await ask(world, 'http://api.shop.test/c', { method: 'POST', body: 'four' });
  expect(JSON.parse(posted.body)).toMatchObject({ method: 'POST', url: '/c', bytes: 4 });
  expect(plain.body).not.toMatch(/proxy-authorization/i);
  expect(await exchangeRaw(await tunnel(world, 'tcp.shop.test:7000'), 'hello')).toContain('welcome');
  expect(asked).toEqual([
    'api.shop.test:443',
    'http://api.shop.test/b',
    'http://api.shop.test/c',
    'tcp.shop.test:7000',
  ]);
  const refused = await ask(world, 'https://far.shop.test/');
  expect([refused.status, refused.headers['x-mpgate-failure']]).toEqual([502, 'UPSTREAM_PROXY_403']);
  const report = world.gateway.report().rules.find(({ rule }) => rule === 'upstream-address');
  expect([report?.state, report?.passed]).toEqual(['not-checkable', 0]);
  const seen = [
    world.log(),
    JSON.stringify(await world.flows()),
    readFileSync(join(world.folder, 'session.ndjson'), 'utf8'),
  ];
  expect([refused.body, ...seen].join()).not.toMatch(/sesame|anna/);
});

it('a gate behind a gate: the outer one holds its own rules on the tunnel', async () => {
  const https = await httpsOrigin(mirror);
  const outer = await openWorld({ gate: { decrypt: 'never' }, resolve: { 'api.shop.test': https.port } });
  const inner = await openWorld({
    gate: { upstreamProxy: outer.proxy },
    app: { domains: { ...SHOP, request: [...SHOP.request, 'https://evil.test'] } },
  });
  expect((await ask(inner, 'https://api.shop.test/a')).status).toBe(200);
  const refused = await ask(inner, 'https://evil.test/');
  expect([refused.status, refused.headers['x-mpgate-failure']]).toEqual([502, 'UPSTREAM_PROXY_403']);
  (await secureTunnel(inner, 'api.shop.test:443')).destroy();
});

it('no proxy leads a name back to the admin port or to the gate', async () => {
  const leads: Record<string, number> = {};
  const { port, asked } = await httpProxy({ leads });
  const rules = { 'scheme-https-wss': 'off', 'port-exact': 'off' };
  const world = await openWorld({ app: { ...HTTP_TOO, rules }, gate: { upstreamProxy: `http://127.0.0.1:${port}` } });
  for (const own of [world.gateway.admin.port, world.port]) {
    leads[`api.shop.test:${own}`] = own;
    const { status, headers } = await ask(world, `http://api.shop.test:${own}/healthz`);
    expect([status, headers['x-mpgate-failure']]).toEqual([502, expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/)]);
  }
  expect(asked).toEqual([]);
});
