import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { ask, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { freePort } from '../support/free-port.ts';
import { itNeeds } from '../support/needs.ts';
import { certified, httpOrigin, httpsOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { httpProxy } from '../support/proxies.ts';
import { run } from '../support/run.ts';
import { ANNA, LAX, users } from '../support/users.ts';
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

it('wss and ws pass the upstream proxy, each in a tunnel', async () => {
  const [https, http] = [await httpsOrigin(mirror), await httpOrigin(mirror)];
  for (const { server } of [https, http]) {
    new WebSocketServer({ server }).on('connection', (ws) => ws.on('message', (data) => ws.send(data)));
  }
  const { port, asked } = await httpProxy({ leads: { 'ws.shop.test:443': https.port, 'ws.shop.test:80': http.port } });
  const world = await openWorld({ app: HTTP_TOO, gate: { upstreamProxy: `http://127.0.0.1:${port}` } });
  const sockets = {
    wss: await secureTunnel(world, 'ws.shop.test:443'),
    ws: await tunnel(world, 'ws.shop.test:80'),
  };
  for (const [scheme, socket] of Object.entries(sockets)) {
    const ws = new WebSocket(`${scheme}://ws.shop.test/live`, { createConnection: () => socket });
    onTestFinished(() => ws.terminate());
    await once(ws, 'open');
    ws.send(scheme);
    expect(String((await once(ws, 'message'))[0])).toBe(scheme);
  }
  expect(asked).toEqual(['ws.shop.test:443', 'ws.shop.test:80']);
});

/** A public address; the gate that has to do with it maps it to this machine. */
const PUBLIC = '93.184.216.34';
const ANY = { rules: { ...LAX, 'no-ip-literal': 'off', 'lan-address': 'off', 'lan-base-library': 'off' } };

it('a gate behind a gate over SOCKS5: the outer one asks for a login', async () => {
  const https = await httpsOrigin(mirror, certified(PUBLIC));
  const outer = await openWorld({
    gate: { decrypt: 'never', clients: { users } },
    resolve: { [PUBLIC]: https.port },
    app: ANY,
  });
  const answered = async (password: string) => {
    const upstreamProxy = `socks5://${ANNA.user}:${password}@127.0.0.1:${outer.port}`;
    return ask(await openWorld({ gate: { upstreamProxy }, app: ANY }), `https://${PUBLIC}/a`);
  };
  const passed = await answered(ANNA.password);
  expect([passed.status, JSON.parse(passed.body).url]).toEqual([200, '/a']);
  expect((await answered('wrong')).headers['x-mpgate-failure']).toBe('UPSTREAM_PROXY_LOGIN');
  expect((await outer.flows()).length).toBe(1);
});

itNeeds('curl')('curl through a gate behind a gate, and both count what their proxy fails at', async () => {
  const https = await httpsOrigin(mirror);
  const { port } = await httpProxy({ leads: { 'api.shop.test:443': https.port } });
  const outer = await openWorld({
    gate: { decrypt: 'never', upstreamProxy: `http://127.0.0.1:${port}` },
    app: HTTP_TOO,
  });
  const inner = await openWorld({ gate: { upstreamProxy: outer.proxy }, app: HTTP_TOO });
  const gate = ['--proxy', inner.proxy, '--cacert', inner.caFile];
  const curl = (url: string) => run('curl', ['-q', '--silent', '--max-time', '20', ...gate, url]);
  expect(JSON.parse((await curl('https://api.shop.test/a')).stdout).url).toBe('/a');
  // The outer gate has opened the tunnel before it knows: what its proxy said stands in its log.
  expect((await curl('https://far.shop.test/')).stdout).toMatch(/"failure": "ECONNRESET"/);
  expect(outer.log()).toContain('UPSTREAM_PROXY_403');
  for (const { gateway } of [outer, inner]) {
    const counted = await (await fetch(`http://127.0.0.1:${gateway.admin.port}/metrics`)).text();
    expect(counted).toMatch(/^mpgate_flows_total\{outcome="failed"\} 1$/m);
  }
});

/** Two gates, each of which is the other's upstream proxy. */
const ring = async (decrypt: 'never' | 'auto') => {
  const [one, other] = [await freePort(), await freePort()];
  const gate = (port: number, to: number) =>
    openWorld({
      app: HTTP_TOO,
      gate: { decrypt, listen: { host: '127.0.0.1', port }, upstreamProxy: `http://127.0.0.1:${to}` },
    });
  return { first: await gate(one, other), second: await gate(other, one) };
};

it('a ring of gates is told as one, tunnel or not', async () => {
  const { first, second } = await ring('never');
  const socket = await tunnel(first, 'api.shop.test:443');
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {}).write(clientHello('api.shop.test'));
  await gone;
  expect((await ask(first, 'http://api.shop.test/')).headers['x-mpgate-failure']).toBe('UPSTREAM_PROXY_LOOP');
  for (const { flows } of [first, second]) expect((await flows()).length).toBe(2);
});

it('a ring of gates that read what is in the tunnel ends as well', async () => {
  const { first, second } = await ring('auto');
  const wanted = 'GET / HTTP/1.1\r\nHost: ws.shop.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  expect(await exchangeRaw(await tunnel(first, 'ws.shop.test:80'), wanted)).toMatch(/^HTTP\/1.1 502 /);
  expect(second.log()).toContain('UPSTREAM_PROXY_LOOP');
  for (const { flows } of [first, second]) expect((await flows()).length).toBe(1);
});
