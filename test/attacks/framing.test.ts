import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { answersIn, statusesIn } from '../support/answers.ts';
import { ask, dial, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { httpOrigin, httpsOrigin, mirror, tlsOrigin } from '../support/origin.ts';
import { openWorld, type World } from '../support/world.ts';

const HOST = 'api.shop.test';

/** Rules on domains are off: whatever is refused here is refused for its form; and no server is looked at besides. */
const LAX = { 'domain-allowlist': 'off', 'domain-per-api': 'off', 'scheme-https-wss': 'off', 'tls-legacy': 'off' };

const openShop = async () => {
  const secure = await httpsOrigin(mirror);
  const plain = await httpOrigin(mirror);
  const resolve = { [`${HOST}:443`]: secure.port, [`${HOST}:80`]: plain.port, '*.test': secure.port };
  const world = await openWorld({ app: { rules: LAX }, resolve });
  const requests = () => [...secure.requests, ...plain.requests].map(({ url }) => url);
  return { world, requests, accepted: () => secure.accepted() + plain.accepted() };
};
type Shop = Awaited<ReturnType<typeof openShop>>;

/**
 * What came of an attack: `closed`, or the statuses of the answers. Each must be alone and whole, no server may have seen
 * a request or a connection, and the gate must still take a good request.
 */
const outcome = async ({ world, requests, accepted }: Shop, attack: Promise<string>): Promise<string> => {
  const before = accepted();
  const seen = requests().length;
  const text = await attack;
  if (accepted() > before || requests().length > seen) return `reached the server: ${text}`;
  const after = await ask(world, `https://${HOST}/after`);
  if (after.status !== 200) return `no good request after it: ${after.status}`;
  return statusesIn(text).join(' ') || 'closed';
};

const REFUSED = /^(closed|4\d\d)$/;

/** Every attack of a table that did not end in a refusal. */
const survivors = async (
  table: readonly (readonly [name: string, attack: (shop: Shop) => Promise<string>])[],
  refused = REFUSED,
) => {
  const shop = await openShop();
  const found: Record<string, string> = {};
  for (const [name, attack] of table) {
    const came = await outcome(shop, attack(shop));
    if (!refused.test(came)) found[name] = came;
  }
  return found;
};

const places = {
  'inside a TLS tunnel': {
    target: '/attack',
    open: (world: World): Promise<Socket> => secureTunnel(world, `${HOST}:443`),
  },
  'inside a plain tunnel': { target: '/attack', open: (world: World): Promise<Socket> => tunnel(world, `${HOST}:80`) },
  'in the absolute form': { target: `http://${HOST}/attack`, open: (world: World): Promise<Socket> => dial(world) },
} as const;

const post = (...lines: readonly string[]): string =>
  ['POST % HTTP/1.1', `Host: ${HOST}`, ...lines, 'Connection: close', '', '0\r\n\r\n'].join('\r\n');
const get = (...lines: readonly string[]): string =>
  ['GET % HTTP/1.1', ...lines, 'Connection: close', '', ''].join('\r\n');
const host = `Host: ${HOST}`;

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
  ['a bare CR in a value', get(host, 'X-A: a\rX-B: b')],
  ['a bare CR as the end of a line', get(`${host}\rX-A: a`)],
  ['bare LFs', get(host).replaceAll('\r\n', '\n')],
  ['one bare LF', get(host, 'X-A: a\nX-B: b')],
  ['a folded header', get(host, 'X-A: a', ' b')],
  ['a folded first header', get(' X-A: a', host)],
  ['two Hosts', get(host, 'Host: evil.test')],
  ['the same Host twice', get(host, host)],
  ['no Host', get('X-A: a')],
  ['an empty Host', get('Host:')],
  ['NUL in a value', get(host, 'X-A: a\0b')],
  ['NUL in a name', get(host, 'X\0A: a')],
  ['a space before the colon', get(host, 'X-A : a')],
  ['a tab before the colon', post('Transfer-Encoding\t: chunked')],
  ['a line without a colon', get(host, 'X-A')],
  ['an empty name', get(host, ': a')],
  ['a space in the target', get(host).replace('%', '% /b')],
  ['a control character in the target', get(host).replace('%', '%\x01')],
  ['a request line of two words', get(host).replace(' HTTP/1.1', '')],
  ['HTTP/1.2', get(host).replace('1.1', '1.2')],
  ['HTTP/2.0 in text', get(host).replace('1.1', '2.0')],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a method that is no token', get(host).replace('GET', 'G@T')],
  ['a method of another protocol', get(host).replace('GET', 'DESCRIBE').replace('HTTP/1.1', 'RTSP/1.0')],
  ['a WebSocket with a body', post('Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 5')],
  ['a WebSocket with chunks', post('Connection: Upgrade', 'Upgrade: websocket', 'Transfer-Encoding: chunked')],
  ['a second Host behind 2,500 headers', get(host, ...Array<string>(2_500).fill('X-A: a'), 'Host: evil.test')],
];

describe.each(Object.entries(places))('%s', (_, { target, open }) => {
  it('a malformed request is refused, and no server sees anything of it', async () => {
    const attacks = malformed.map(
      ([name, bytes]) =>
        [name, async ({ world }: Shop) => exchangeRaw(await open(world), bytes.replace('%', target))] as const,
    );
    expect(await survivors(attacks)).toEqual({});
  });

  it('a head of 70 KB is refused with 431', async () => {
    const bytes = get(host, `X-A: ${'a'.repeat(70_000)}`).replace('%', target);
    const attack = async ({ world }: Shop) => exchangeRaw(await open(world), bytes);
    expect(await survivors([['70 KB', attack]], /^431$/)).toEqual({});
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
const oddPorts = ['0', '65536', '99999', '+443', '-443', '443a', '4 43', '443:443', '0x1bb'];

describe('a host that breaks parsers is refused, and no server sees anything of it:', () => {
  it('in CONNECT', async () => {
    const targets = [
      ...odd.map((name) => `${name}:443`),
      ...oddPorts.map((port) => `a.test:${port}`),
      HOST,
      `${HOST}:`,
      ':443',
      '',
    ];
    const attack =
      (target: string) =>
      async ({ world }: Shop) =>
        exchangeRaw(await dial(world), `CONNECT ${target} HTTP/1.1\r\nHost: ${HOST}:443\r\n\r\n`);
    expect(await survivors(targets.map((target) => [target, attack(target)]))).toEqual({});
  });

  it('in the absolute form', async () => {
    const names = [...odd, ...oddPorts.map((port) => `a.test:${port}`), '', ':80'];
    const attack =
      (name: string) =>
      async ({ world }: Shop) =>
        exchangeRaw(await dial(world), `GET http://${name}/ HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`);
    expect(await survivors(names.map((name) => [name, attack(name)]))).toEqual({});
  });

  it('in the Host header, where any other host than the tunnel’s is refused as well', async () => {
    const names = [
      ...odd,
      ...oddPorts.map((port) => `${HOST}:${port}`),
      ...[`${HOST}, evil.test`, `${HOST} evil.test`, `${HOST}/`, `${HOST}?`, `https://${HOST}`, `.${HOST}`],
      ...['evil.test', `www.${HOST}`, `${HOST}.evil.test`, `${HOST}:8443`, `${HOST}:80`],
    ];
    const attack =
      (name: string) =>
      async ({ world }: Shop) =>
        exchangeRaw(
          await secureTunnel(world, `${HOST}:443`),
          `GET /attack HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`,
        );
    expect(await survivors(names.map((name) => [name, attack(name)]))).toEqual({});
  });

  it('in SNI, where any other host than the tunnel’s is refused by its rule', async () => {
    const names = [
      'xn--99999999',
      'a, b',
      'a..b',
      '..',
      'evil.test',
      `${HOST}.evil.test`,
      `${HOST}@evil.test`,
      '%61.test',
    ];
    const attack =
      (servername: string) =>
      async ({ world }: Shop) => {
        const socket = await tunnel(world, `${HOST}:443`);
        const tls = connectTls({ socket, servername, ca: world.ca, checkServerIdentity: () => undefined });
        await once(tls, 'secureConnect');
        const text = await exchangeRaw(tls, `GET /attack HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`);
        return /^X-Mpgate-Rule: host-matches-tunnel\r$/m.test(text) ? text : `of no rule: ${text}`;
      };
    expect(
      await survivors(
        names.map((name) => [name, attack(name)]),
        /^403$/,
      ),
    ).toEqual({});
  });

  it('in SNI that no library sends', async () => {
    const hellos: readonly (readonly [string, Buffer])[] = [
      ['300 bytes', clientHello('a'.repeat(300))],
      ['NUL inside', clientHello(`${HOST}\0.evil.test`)],
      ['two names', clientHello(HOST, 'evil.test')],
      ['no name', clientHello()],
      ['a record of garbage', Buffer.concat([Buffer.from('1603010200', 'hex'), Buffer.alloc(512, 0x41)])],
    ];
    const attack =
      (hello: Buffer) =>
      async ({ world }: Shop) => {
        const text = await exchangeRaw(await tunnel(world, `${HOST}:443`), hello);
        // 21: an alert. 22 would be an answer to the handshake.
        return text.charCodeAt(0) === 21 ? '' : text;
      };
    expect(
      await survivors(
        hellos.map(([name, hello]) => [name, attack(hello)]),
        /^closed$/,
      ),
    ).toEqual({});
  });

  it('in a tunnel for which no certificate can be made', async () => {
    const attack =
      (name: string) =>
      async ({ world }: Shop) =>
        exchangeRaw(await tunnel(world, `${name}:443`), clientHello(name));
    const names = ['-a.test', 'a-.test', 'a.-'];
    expect(
      await survivors(
        names.map((name) => [name, attack(name)]),
        /^closed$/,
      ),
    ).toEqual({});
  });
});

describe('a request for another place is refused, and no server sees anything of it:', () => {
  it('inside a tunnel', async () => {
    const requests: readonly (readonly [string, string, string])[] = [
      ['the absolute form of another host', 'https://evil.test/attack', HOST],
      ['the absolute form of another port', `https://${HOST}:8443/attack`, HOST],
      ['the absolute form of another scheme', `http://${HOST}/attack`, HOST],
      ['the absolute form with user info', `https://evil.test@${HOST}/attack`, HOST],
      ['the absolute form with another Host', `https://${HOST}/attack`, 'evil.test'],
      ['the absolute form with another port in Host', `https://${HOST}/attack`, `${HOST}:8443`],
      ['the absolute form with a port, and another in Host', `https://${HOST}:443/attack`, `${HOST}:8443`],
      ['an authority', `${HOST}:443`, HOST],
      ['no slash', 'attack', HOST],
    ];
    const attack =
      (target: string, name: string) =>
      async ({ world }: Shop) =>
        exchangeRaw(
          await secureTunnel(world, `${HOST}:443`),
          `GET ${target} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`,
        );
    expect(await survivors(requests.map(([name, target, in_]) => [name, attack(target, in_)]))).toEqual({});
  });

  it('outside of a tunnel, where the Host header is not the URL’s', async () => {
    const requests: readonly (readonly [string, string, string])[] = [
      ['another host', `http://${HOST}/attack`, 'evil.test'],
      ['another port', `http://${HOST}/attack`, `${HOST}:81`],
      ['another port than the one written', `http://${HOST}:80/attack`, `${HOST}:81`],
    ];
    const attack =
      (target: string, name: string) =>
      async ({ world }: Shop) =>
        exchangeRaw(await dial(world), `GET ${target} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
    expect(
      await survivors(
        requests.map(([name, target, in_]) => [name, attack(target, in_)]),
        /^403$/,
      ),
    ).toEqual({});
  });

  it('CONNECT inside a tunnel', async () => {
    const attack = async ({ world }: Shop) =>
      exchangeRaw(
        await secureTunnel(world, `${HOST}:443`),
        `CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n`,
      );
    expect(await survivors([['CONNECT', attack]], /^501$/)).toEqual({});
  });
});

describe('a request in the body of another', () => {
  const inner = `GET /smuggled HTTP/1.1\r\n${host}\r\n\r\n`;
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const last = '0\r\n\r\n';

  it('stays a body, chunked or not, with every method', async () => {
    const shop = await openShop();
    for (const method of ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']) {
      const head = `${method} /outer HTTP/1.1\r\n${host}\r\nConnection: close\r\n`;
      const bodies = {
        chunked: `Transfer-Encoding: chunked\r\n\r\n${chunk(last + inner)}${chunk(inner)}${last}`,
        counted: `Content-Length: ${inner.length}\r\n\r\n${inner}`,
      };
      for (const [framing, rest] of Object.entries(bodies)) {
        const seen = shop.requests().length;
        const [answer, ...more] = answersIn(
          await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), head + rest),
        );
        const what = `${method} ${framing}`;
        expect([answer?.status, more.length, shop.requests().slice(seen)], what).toEqual([200, 0, ['/outer']]);
        const bytes = framing === 'chunked' ? last.length + 2 * inner.length : inner.length;
        if (method !== 'HEAD') expect(JSON.parse(answer?.body ?? '').bytes, what).toBe(bytes);
      }
    }
  });

  it('is not let out by chunks that are framed wrongly: the connection ends', async () => {
    const shop = await openShop();
    const wrong: Readonly<Record<string, string>> = {
      'a size that is no number': `xyz\r\n${inner}\r\n${last}`,
      'a negative size': `-5\r\n${inner}\r\n${last}`,
      'a size with 0x': `0x5\r\nhello\r\n${last}`,
      'a size of 19 digits': `fffffffffffffffffff\r\n${inner}\r\n${last}`,
      'a space before the size': ` 5\r\nhello\r\n${last}`,
      'a size that ends in a bare LF': `5\nhello\r\n${last}`,
      'a size that ends in a bare CR': `5\rhello\r\n${last}`,
      'a chunk longer than its size': `3\r\nhello\r\n${last}`,
      'a chunk without its CRLF': `5\r\nhello${last}`,
      'a bare LF in an extension': `5;a\nb\r\nhello\r\n${last}`,
    };
    for (const [name, body] of Object.entries(wrong)) {
      const bytes = `POST /outer HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\n${body}${inner}`;
      const text = await exchangeRaw(await secureTunnel(shop.world, `${HOST}:443`), bytes);
      expect(statusesIn(text).join(' ') || 'closed', name).toMatch(REFUSED);
    }
    expect((await ask(shop.world, `https://${HOST}/after`)).status).toBe(200);
    expect(shop.requests()).not.toContain('/smuggled');
  });
});

it('headers past the two thousandth are not lost', async () => {
  const origin = await tlsOrigin((socket) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.endsWith('\r\n\r\n'))
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Lines: ${text.split('\r\n').length}\r\n\r\n`);
    });
  });
  const world = await openWorld({ resolve: { [HOST]: origin.port } });
  const many = Array.from({ length: 2_500 }, (_, i) => `X-${i}: ${i}`);
  const text = await exchangeRaw(await secureTunnel(world, `${HOST}:443`), get(host, ...many).replace('%', '/many'));
  expect(Number(/^X-Lines: (\d+)/im.exec(text)?.[1])).toBeGreaterThan(2_500);
});
