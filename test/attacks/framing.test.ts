import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { ask, dial, exchangeRaw, Refused, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { httpOrigin, httpsOrigin, mirror } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld, type World } from '../support/world.ts';

const HOST = 'api.shop.test';

/** Rules on domains are off: whatever is refused here is refused for its form. */
const LAX = { 'domain-allowlist': 'off', 'domain-per-api': 'off', 'scheme-https-wss': 'off' };

const openShop = async () => {
  const secure = await httpsOrigin(mirror);
  const plain = await httpOrigin(mirror);
  const resolve = { [`${HOST}:443`]: secure.port, [`${HOST}:80`]: plain.port, '*.test': secure.port };
  const world = await openWorld({ app: { rules: LAX }, resolve });
  return {
    world,
    seen: () => [...secure.requests, ...plain.requests].map(({ url }) => url),
    accepted: () => secure.accepted() + plain.accepted(),
  };
};
type Shop = Awaited<ReturnType<typeof openShop>>;

/** The only request that a server has seen is the good one that comes last. */
const staysAlive = async ({ world, seen, accepted }: Shop): Promise<void> => {
  expect([seen(), accepted()]).toEqual([[], 0]);
  const answer = await ask(world, `https://${HOST}/after`);
  expect([answer.status, seen(), accepted()]).toEqual([200, ['/after'], 1]);
};

/** At most one answer, and that a refusal. */
const expectRefusal = (text: string, status?: number): void => {
  const answers = answersIn(text);
  expect(answers.length).toBeLessThanOrEqual(1);
  if (status !== undefined) expect(answers[0]?.status).toBe(status);
  for (const answer of answers) {
    expect(answer.whole).toBe(true);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
};

const forms = {
  'inside a TLS tunnel': {
    target: '/attack',
    open: (world: World): Promise<Socket> => secureTunnel(world, `${HOST}:443`),
  },
  'inside a plain tunnel': { target: '/attack', open: (world: World): Promise<Socket> => tunnel(world, `${HOST}:80`) },
  'in the absolute form': { target: `http://${HOST}/attack`, open: (world: World): Promise<Socket> => dial(world) },
} as const;

const post = (...lines: readonly string[]): string =>
  ['POST % HTTP/1.1', `Host: ${HOST}`, ...lines, '', '0\r\n\r\n'].join('\r\n');
const get = (...lines: readonly string[]): string => ['GET % HTTP/1.1', ...lines, '', ''].join('\r\n');

/** `%` is the target in the form of the place. */
const malformed: readonly (readonly [name: string, bytes: string])[] = [
  ['Content-Length with Transfer-Encoding', post('Content-Length: 5', 'Transfer-Encoding: chunked')],
  ['Transfer-Encoding with Content-Length', post('Transfer-Encoding: chunked', 'Content-Length: 5')],
  ['two Content-Lengths', post('Content-Length: 5', 'Content-Length: 6')],
  ['two Content-Lengths in one', post('Content-Length: 5, 5')],
  ['the same Content-Length twice', post('Content-Length: 5', 'Content-Length: 5')],
  ['Content-Length: +0', post('Content-Length: +0')],
  ['Content-Length: -1', post('Content-Length: -1')],
  ['Content-Length: 0x5', post('Content-Length: 0x5')],
  ['Content-Length: 5 5', post('Content-Length: 5 5')],
  ['an empty Content-Length', post('Content-Length: ')],
  ['a Content-Length of 30 digits', post('Content-Length: 100000000000000000000000000005')],
  ['Transfer-Encoding: xchunked', post('Transfer-Encoding: xchunked')],
  ['Transfer-Encoding: gzip, chunked', post('Transfer-Encoding: gzip, chunked')],
  ['Transfer-Encoding: chunked, identity', post('Transfer-Encoding: chunked, identity')],
  ['Transfer-Encoding: identity', post('Transfer-Encoding: identity')],
  ['Transfer-Encoding twice', post('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked')],
  ['Transfer-Encoding with a vertical tab', post('Transfer-Encoding: \x0bchunked')],
  ['Transfer-Encoding in HTTP/1.0', post('Transfer-Encoding: chunked').replace('HTTP/1.1', 'HTTP/1.0')],
  ['a bare CR in a value', get(`Host: ${HOST}`, 'X-A: a\rX-B: b')],
  ['a bare CR as the end of a line', get(`Host: ${HOST}\rX-A: a`)],
  ['bare LFs', get(`Host: ${HOST}`).replaceAll('\r\n', '\n')],
  ['one bare LF', get(`Host: ${HOST}`, 'X-A: a\nX-B: b')],
  ['a folded header', get(`Host: ${HOST}`, 'X-A: a', ' b')],
  ['a folded first header', get(' X-A: a', `Host: ${HOST}`)],
  ['two Hosts', get(`Host: ${HOST}`, 'Host: evil.test')],
  ['the same Host twice', get(`Host: ${HOST}`, `Host: ${HOST}`)],
  ['no Host', get('X-A: a')],
  ['an empty Host', get('Host:')],
  ['NUL in a value', get(`Host: ${HOST}`, 'X-A: a\0b')],
  ['NUL in a name', get(`Host: ${HOST}`, 'X\0A: a')],
  ['a space before the colon', get(`Host: ${HOST}`, 'X-A : a')],
  ['a tab before the colon', post('Transfer-Encoding\t: chunked')],
  ['a line without a colon', get(`Host: ${HOST}`, 'X-A')],
  ['an empty name', get(`Host: ${HOST}`, ': a')],
  ['a space in the target', get(`Host: ${HOST}`).replace('%', '% /b')],
  ['a control character in the target', get(`Host: ${HOST}`).replace('%', '%\x01')],
  ['a request line of two words', get(`Host: ${HOST}`).replace(' HTTP/1.1', '')],
  ['HTTP/1.2', get(`Host: ${HOST}`).replace('1.1', '1.2')],
  ['HTTP/2.0 in text', get(`Host: ${HOST}`).replace('1.1', '2.0')],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a method that is no token', get(`Host: ${HOST}`).replace('GET', 'G@T')],
  ['a method of another protocol', get(`Host: ${HOST}`).replace('GET', 'RTSP')],
  ['a WebSocket with a body', post('Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 5')],
  ['a WebSocket with a chunked body', post('Connection: Upgrade', 'Upgrade: websocket', 'Transfer-Encoding: chunked')],
];

describe.each(Object.entries(forms))('%s is refused, and the server sees nothing of it:', (_, { target, open }) => {
  it.each(malformed)('%s', async (_name, bytes) => {
    const shop = await openShop();
    expectRefusal(await exchangeRaw(await open(shop.world), bytes.replace('%', target)));
    await staysAlive(shop);
  });

  it('a head of 70 KB (431)', async () => {
    const shop = await openShop();
    const bytes = get(`Host: ${HOST}`, `X-A: ${'a'.repeat(70_000)}`);
    expectRefusal(await exchangeRaw(await open(shop.world), bytes.replace('%', target)), 431);
    await staysAlive(shop);
  });
});

/** Spellings of hosts that some parser takes for another host, or chokes on. */
const odd: readonly string[] = [
  'xn--99999999',
  'xn--a.xn--b.test',
  '[fe80::1%25eth0]',
  '[fe80::1%eth0]',
  '[::1',
  '[]',
  'a, b',
  `${'a'.repeat(300)}.test`,
  `${'a.'.repeat(150)}test`,
  'a..b',
  '..',
  '.a.test',
  'b.test@a.test',
  `${HOST}@b.test`,
  `${HOST}#b.test`,
  `${HOST}\\b.test`,
  '%61.test',
  'a%00.test',
  'a_b!.test',
  'a.test\x7f',
  '1.2.3.4.5',
  '256.256.256.256',
  '0x',
];
const oddPorts = ['', '0', '65536', '99999', '+443', '-443', '443a', '4 43', '443:443', '0x1bb'];

describe('a host that breaks parsers is refused, and nothing is connected to:', () => {
  const connects = [...odd.map((host) => `${host}:443`), ...oddPorts.map((port) => `a.test:${port}`), HOST, ':443'];
  it.each(connects)('CONNECT %j', async (target) => {
    const shop = await openShop();
    const refused = tunnel(shop.world, target).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ status: expect.toSatisfy((status) => [400, 403].includes(status)) });
    expect(await refused).toBeInstanceOf(Refused);
    await staysAlive(shop);
  });

  const urls = [...odd, ...oddPorts.filter((port) => port !== '').map((port) => `a.test:${port}`), '', ':80'];
  it.each(urls)('http://%s/', async (host) => {
    const shop = await openShop();
    const bytes = `GET http://${host}/ HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;
    expectRefusal(await exchangeRaw(await dial(shop.world), bytes));
    await staysAlive(shop);
  });

  const hosts = [
    ...odd,
    ...oddPorts.filter((port) => port !== '').map((port) => `${HOST}:${port}`),
    `${HOST}, evil.test`,
    `${HOST} evil.test`,
    `${HOST}/`,
    `${HOST}?`,
    `https://${HOST}`,
    'evil.test',
    `www.${HOST}`,
    `${HOST}.evil.test`,
    `${HOST}:8443`,
    `${HOST}:80`,
  ];
  it.each(hosts)('Host: %j in a tunnel', async (host) => {
    const shop = await openShop();
    const bytes = `GET /attack HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expectRefusal(await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), bytes));
    await staysAlive(shop);
  });

  it.each(['xn--99999999', 'a, b', 'a..b', '..', 'evil.test', `${HOST}.evil.test`, `${HOST}@evil.test`, '%61.test'])(
    'SNI %j',
    async (servername) => {
      const shop = await openShop();
      const socket = await tunnel(shop.world, `${HOST}:443`);
      const tls = connectTls({ socket, servername, ca: shop.world.ca, checkServerIdentity: () => undefined });
      await once(tls, 'secureConnect');
      const bytes = `GET /attack HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;
      const text = await exchangeRaw(tls, bytes);
      expectRefusal(text, 403);
      expect(text).toMatch(/^X-Mpgate-Rule: host-matches-tunnel/im);
      await staysAlive(shop);
    },
  );

  it.each<[string, Buffer]>([
    ['300 bytes', clientHello('a'.repeat(300))],
    ['empty', clientHello('')],
    ['NUL inside', clientHello(`${HOST}\0.evil.test`)],
    ['two names', clientHello(HOST, 'evil.test')],
    ['no list', clientHello()],
    ['a record of garbage', Buffer.concat([Buffer.from('1603010200', 'hex'), Buffer.alloc(512, 0x41)])],
  ])('SNI that no library sends: %s', async (_, hello) => {
    const shop = await openShop();
    const socket = await tunnel(shop.world, `${HOST}:443`);
    const text = await exchangeRaw(socket, hello);
    // A TLS alert, or nothing.
    expect(text === '' || text.startsWith('\x15')).toBe(true);
    await staysAlive(shop);
  });
});

describe('a request for another place than its tunnel’s is refused:', () => {
  it.each([
    ['the absolute form of another host', `https://evil.test/attack`, HOST],
    ['the absolute form of another port', `https://${HOST}:8443/attack`, HOST],
    ['the absolute form of another scheme', `http://${HOST}/attack`, HOST],
    ['the absolute form with user info', `https://evil.test@${HOST}/attack`, HOST],
    ['the absolute form with another Host', `https://${HOST}/attack`, 'evil.test'],
    ['the absolute form with another port in Host', `https://${HOST}/attack`, `${HOST}:8443`],
    ['the absolute form with a port, and another in Host', `https://${HOST}:443/attack`, `${HOST}:8443`],
    ['an authority', `${HOST}:443`, HOST],
    ['no slash', 'attack', HOST],
  ])('%s', async (_, target, host) => {
    const shop = await openShop();
    const bytes = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expectRefusal(await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), bytes));
    await staysAlive(shop);
  });

  it.each([
    ['another host', `http://${HOST}/attack`, 'evil.test'],
    ['another port', `http://${HOST}/attack`, `${HOST}:81`],
    ['another port than the one written', `http://${HOST}:80/attack`, `${HOST}:81`],
  ])('outside of a tunnel, Host with %s', async (_, target, host) => {
    const shop = await openShop();
    const bytes = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    const text = await exchangeRaw(await dial(shop.world), bytes);
    expectRefusal(text, 403);
    expect(text).toMatch(/^X-Mpgate-Rule: host-matches-tunnel/im);
    await staysAlive(shop);
  });

  it('CONNECT inside a tunnel', async () => {
    const shop = await openShop();
    const inner = await secureTunnel(shop.world, `${HOST}:443`);
    const text = await exchangeRaw(inner, `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}:443\r\n\r\n`);
    expect(answersIn(text).map(({ status }) => status)).toEqual([501]);
    await staysAlive(shop);
  });
});

describe('a second request in the first', () => {
  const second = `GET /smuggled HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`;
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const last = '0\r\n\r\n';

  it.each(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'])(
    'a chunked %s whose body looks like a request stays one request',
    async (method) => {
      const shop = await openShop();
      const bytes = [
        `${method} /outer HTTP/1.1\r\nHost: ${HOST}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
        chunk(last + second),
        chunk(second),
        last,
      ].join('');
      const text = await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), bytes);
      const [answer, ...more] = answersIn(text);
      expect([answer?.status, more, shop.seen()]).toEqual([200, [], ['/outer']]);
      if (method !== 'HEAD') expect(JSON.parse(answer?.body ?? '').bytes).toBe(last.length + 2 * second.length);
      expect((await ask(shop.world, `https://${HOST}/after`)).status).toBe(200);
      expect(shop.seen()).toEqual(['/outer', '/after']);
    },
  );

  it.each(['DELETE', 'GET', 'POST'])('a %s with a Content-Length whose body is a request stays one', async (method) => {
    const shop = await openShop();
    const bytes = `${method} /outer HTTP/1.1\r\nHost: ${HOST}\r\nContent-Length: ${second.length}\r\nConnection: close\r\n\r\n${second}`;
    const text = await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), bytes);
    expect([answersIn(text).map(({ status }) => status), shop.seen()]).toEqual([[200], ['/outer']]);
  });

  it.each([
    ['a size that is no number', `xyz\r\n${second}\r\n${last}`],
    ['a negative size', `-5\r\n${second}\r\n${last}`],
    ['a size with 0x', `0x5\r\nhello\r\n${last}`],
    ['a size of 20 digits', `fffffffffffffffffff\r\n${second}\r\n${last}`],
    ['a size with a space before it', ` 5\r\nhello\r\n${last}`],
    ['a size that ends in a bare LF', `5\nhello\r\n${last}`],
    ['a size that ends in a bare CR', `5\rhello\r\n${last}`],
    ['a chunk longer than its size', `3\r\nhello\r\n${last}`],
    ['a chunk without its CRLF', `5\r\nhello${last}`],
    ['a bare LF in an extension', `5;a\nb\r\nhello\r\n${last}`],
  ])('a body chunked wrongly ends the connection: %s', async (_, body) => {
    const shop = await openShop();
    const head = `POST /outer HTTP/1.1\r\nHost: ${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const text = await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), head + body + second);
    expectRefusal(text);
    expect(shop.seen()).not.toContain('/smuggled');
    expect((await ask(shop.world, `https://${HOST}/after`)).status).toBe(200);
  });
});

describe('pipelined requests', () => {
  /** Answers `/slow…` only when the test says so. */
  const openSlow = async () => {
    const held: (() => void)[] = [];
    const origin = await httpsOrigin((request, response) => {
      const path = request.url ?? '';
      if (path === '/begun') response.writeHead(200, { 'content-length': 400 }).flushHeaders();
      if (path.startsWith('/slow') || path === '/begun') held.push(() => response.end('slow'));
      else response.end(path);
    });
    const world = await openWorld({ resolve: { '*.shop.test': origin.port } });
    return { world, held, seen: () => origin.requests.map(({ url }) => url) };
  };
  const line = (path: string, ...more: readonly string[]): string =>
    ['GET %s HTTP/1.1'.replace('%s', path), `Host: ${HOST}`, ...more, '', ''].join('\r\n');
  const last = 'Connection: close';

  it('are answered in order, each judged on its own', async () => {
    const { world, held, seen } = await openSlow();
    const socket = await secureTunnel(world, `${HOST}:443`);
    const text = exchangeRaw(
      socket,
      line('/slow') + line('/2') + line('/3').replace('GET', 'PATCH') + line('/4').replace(HOST, 'evil.test') + line('/5', last),
    );
    await until('three requests have come', () => seen().length === 3);
    held[0]?.();
    const answers = answersIn(await text);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403, 200]);
    expect(answers.map(({ body }) => body).filter((body) => !body.startsWith('{'))).toEqual(['slow', '/2', '/5']);
    expect(seen().sort()).toEqual(['/2', '/5', '/slow']);
  });

  it('a refusal that ends the connection waits for the answers before it', async () => {
    const { world, held, seen } = await openSlow();
    const socket = await secureTunnel(world, `${HOST}:443`);
    const text = exchangeRaw(socket, line('/slow') + line('/2', `Host: ${HOST}`) + line('/3'));
    await until('the first request has come', () => held.length === 1);
    held[0]?.();
    expect(answersIn(await text).map(({ status }) => status)).toEqual([200, 400]);
    expect(seen()).toEqual(['/slow']);
  });

  it.each([
    ['garbage', 'garbage\r\n\r\n'],
    ['a CONNECT', `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`],
    ['a WebSocket', line('/ws', 'Connection: Upgrade', 'Upgrade: websocket')],
    ['an upgrade to HTTP/2', line('/h2', 'Connection: Upgrade', 'Upgrade: h2c')],
    ['an upgrade with a body', line('/h2', 'Connection: Upgrade', 'Upgrade: h2c', 'Content-Length: 1')],
  ])('%s behind a request never gets into that request’s answer', async (_, behind) => {
    const { world, held } = await openSlow();
    for (const path of ['/slow', '/begun']) {
      const socket = await secureTunnel(world, `${HOST}:443`);
      const before = held.length;
      const text = exchangeRaw(socket, line(path));
      await until('the first request has come', () => held.length > before);
      socket.write(behind);
      const answers = answersIn(await text);
      expect(answers.filter(({ status, whole }) => status === 200 && whole)).toEqual([]);
      expect(answers.map(({ body }) => body).join()).not.toMatch(/MPGATE|HPE|failure/);
    }
    expect((await ask(world, `https://${HOST}/after`)).body).toBe('/after');
  });
});

it('headers past the two thousandth are not lost', async () => {
  const shop = await openShop();
  const many = Array.from({ length: 2_500 }, (_, i) => `X-${i}: ${i}`);
  const bytes = get(`Host: ${HOST}`, ...many, 'X-Last: here', 'Connection: close').replace('%', '/many');
  const text = await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), bytes);
  expect(answersIn(text)[0]?.status).toBe(200);
  expect(JSON.parse(answersIn(text)[0]?.body ?? '').headers['x-last']).toBe('here');
});

it('a second Host behind two thousand headers is seen', async () => {
  const shop = await openShop();
  const many = Array.from({ length: 2_500 }, (_, i) => `X-${i}: ${i}`);
  const bytes = get(`Host: ${HOST}`, ...many, 'Host: evil.test').replace('%', '/many');
  expectRefusal(await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), bytes));
  await staysAlive(shop);
});
