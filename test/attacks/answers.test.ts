import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answersIn, statusesIn } from '../support/answers.ts';
import { ask, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { collect } from '../support/collect.ts';
import { tcpOrigin } from '../support/origin.ts';
import { type Call, scriptedOrigin } from '../support/scripted.ts';
import { until } from '../support/until.ts';
import { openWorld, type World } from '../support/world.ts';

const HOST = 'api.shop.test';
const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const LAST = 'Connection: close';

const get = (path: string, ...lines: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, `Host: ${HOST}`, ...lines, '', ''].join('\r\n');

const openShop = async (answer: (call: Call) => void) => {
  const origin = await scriptedOrigin(answer);
  const world = await openWorld({ resolve: { [HOST]: origin.port } });
  return { origin, world, open: () => secureTunnel(world, `${HOST}:443`) };
};

/** All that a client gets for one request. */
const textFor = async (world: World, request = get('/', LAST)): Promise<string> =>
  exchangeRaw(await secureTunnel(world, `${HOST}:443`), request);

/** The connection below TLS, to be broken off without a word. */
const below = (socket: TLSSocket): Socket => Reflect.get(socket, '_parent');

type End = (socket: TLSSocket) => void;
const end: End = (socket) => void socket.end();
const reset: End = (socket) => void socket.write('', () => setImmediate(() => below(socket).resetAndDestroy()));
const stay: End = () => {};

const head = (...lines: readonly string[]): string => [OK.trim(), ...lines, '', 'hello'].join('\r\n');
const cut = '5\r\nhello\r\n';

const wrong: readonly (readonly [name: string, bytes: string, end: End])[] = [
  ['nothing', '', end],
  ['nothing but a reset', '', reset],
  ['a head cut short', `${OK}X-A: a`, end],
  ['a body cut short of its length', head('Content-Length: 9'), end],
  ['a body cut short of its length by a reset', head('Content-Length: 9'), reset],
  ['a last body cut short of its length', head('Content-Length: 9', LAST), end],
  ['a last body cut short of its length by a reset', head('Content-Length: 9', LAST), reset],
  ['chunks cut before the last', `${CHUNKED}${cut}`, end],
  ['chunks cut before the last by a reset', `${CHUNKED}${cut}`, reset],
  ['chunks cut in the last', `${CHUNKED}${cut}0\r\n`, end],
  ['chunks cut in a trailer', `${CHUNKED}${cut}0\r\nX-A: a\r\n`, end],
  ['a chunk cut', `${CHUNKED}9\r\nhello`, end],
  ['a chunk size that is no number', `${CHUNKED}xyz\r\nhello\r\n0\r\n\r\n`, stay],
  ['a negative chunk size', `${CHUNKED}-5\r\nhello\r\n0\r\n\r\n`, stay],
  ['a chunk longer than its size', `${CHUNKED}3\r\nhello\r\n0\r\n\r\n`, stay],
  ['a chunk without its CRLF', `${CHUNKED}5\r\nhello0\r\n\r\n`, stay],
  ['a chunk size that ends in a bare LF', `${CHUNKED}5\nhello\r\n0\r\n\r\n`, stay],
  ['a Content-Length in a trailer', `${CHUNKED}${cut}0\r\nContent-Length: 3\r\n\r\n`, stay],
  ['a trailer that is no header', `${CHUNKED}${cut}0\r\nX@: a\r\n\r\n`, stay],
  ['Content-Length with Transfer-Encoding', head('Content-Length: 5', 'Transfer-Encoding: chunked'), stay],
  ['Transfer-Encoding with Content-Length', head('Transfer-Encoding: chunked', 'Content-Length: 5'), stay],
  ['two Content-Lengths', head('Content-Length: 5', 'Content-Length: 6'), stay],
  ['the same Content-Length twice', head('Content-Length: 5', 'Content-Length: 5'), stay],
  ['two Content-Lengths in one', head('Content-Length: 5, 5'), stay],
  ['Content-Length: -1', head('Content-Length: -1'), stay],
  ['Content-Length: +5', head('Content-Length: +5'), stay],
  ['Content-Length: 0x5', head('Content-Length: 0x5'), stay],
  ['an empty Content-Length', head('Content-Length:'), stay],
  ['a Content-Length of 23 digits', head('Content-Length: 99999999999999999999999'), stay],
  ['Transfer-Encoding: gzip', head('Transfer-Encoding: gzip'), end],
  ['Transfer-Encoding: xchunked', head('Transfer-Encoding: xchunked'), end],
  ['Transfer-Encoding: gzip, chunked', `${CHUNKED.replace('chunked', 'gzip, chunked')}${cut}0\r\n\r\n`, stay],
  ['Transfer-Encoding: chunked, chunked', `${CHUNKED.replace('chunked', 'chunked, chunked')}${cut}0\r\n\r\n`, stay],
  ['Transfer-Encoding with a vertical tab', `${CHUNKED.replace('chunked', '\x0bchunked')}${cut}0\r\n\r\n`, stay],
  ['garbage', 'garbage\r\n\r\n', stay],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', stay],
  ['HTTP/2 in text', head('Content-Length: 5').replace('1.1', '2'), stay],
  ['HTTP/3.0 in text', head('Content-Length: 5').replace('1.1', '3.0'), stay],
  ['a status of two digits', head('Content-Length: 5').replace('200', '20'), stay],
  ['a status of four digits', head('Content-Length: 5').replace('200', '2000'), stay],
  ['status 000', head('Content-Length: 5').replace('200', '000'), stay],
  ['status 099', head('Content-Length: 5').replace('200', '099'), stay],
  [
    '101 that nobody asked for',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    stay,
  ],
  ['101 without a protocol', `HTTP/1.1 101 Switching Protocols\r\n\r\n${head('Content-Length: 5')}`, stay],
  ['a body behind 103', `HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\nhello${head('Content-Length: 5')}`, stay],
  ['bare LFs', head('Content-Length: 5').replaceAll('\r\n', '\n'), stay],
  ['one bare LF', head('X-A: a\nContent-Length: 5'), stay],
  ['a bare CR', head('X-A: a\rX-B: b', 'Content-Length: 5'), stay],
  ['NUL in a value', head('X-A: a\0b', 'Content-Length: 5'), stay],
  ['a control character in a value', head('X-A: a\x01b', 'Content-Length: 5'), stay],
  ['a folded header', head('X-A: a', ' b', 'Content-Length: 5'), stay],
  ['a space before the colon', head('X-A : a', 'Content-Length: 5'), stay],
  ['a line without a colon', head('X-A', 'Content-Length: 5'), stay],
  ['a head of 70 KB', head(`X-A: ${'a'.repeat(70_000)}`, 'Content-Length: 5'), stay],
];

describe('an answer that is not whole or framed wrongly', () => {
  it('is an error to the client: a broken connection or 502', async () => {
    let now: (typeof wrong)[number] | null = null;
    const { world } = await openShop(({ socket }) => {
      socket.write(now?.[1] ?? `${OK}Content-Length: 5\r\n\r\nwhole`, 'latin1');
      now?.[2](socket);
    });
    const came: Record<string, string> = {};
    for (now of wrong) {
      const answers = statusesIn(await textFor(world)).filter((status) => !/^1\d\d$/.test(status));
      const [flow] = await world.flows();
      came[now[0]] = `${answers.join(' ').replace(/^(|200 \(cut\)|502)$/, 'an error')}, ${flow?.end?.outcome}`;
    }
    expect(came).toEqual(Object.fromEntries(wrong.map(([name]) => [name, 'an error, failed'])));
    now = null;
    expect((await ask(world, `https://${HOST}/`)).body).toBe('whole');
  });

  it.each(['1.1', '1.0'])('is an error where a body of HTTP/%s without a length ends in a reset', async (version) => {
    const { origin, open, world } = await openShop(({ socket }) => socket.write(head().replace('1.1', version)));
    const client = await open();
    const { text, closed } = collect(client);
    client.write(get('/', LAST));
    // A reset in one packet with data would look like an end.
    await until('the body has begun', () => text().includes('hello'));
    for (const { socket } of origin.calls) below(socket).resetAndDestroy();
    await closed;
    expect(statusesIn(text())).toEqual(['200 (cut)']);
    expect((await world.flows())[0]?.end).toMatchObject({ outcome: 'failed', code: 'ECONNRESET' });
  });

  it('names a code and tells nothing of the gate’s own source', async () => {
    let now = '';
    const { world } = await openShop(({ socket }) => void socket.end(now, 'latin1'));
    for (const [name, bytes] of wrong) {
      now = bytes;
      const text = await textFor(world);
      expect(text, name).not.toMatch(/undefined|assert|node_modules|\.js|\bat /);
    }
  });

  it('is broken off for a client that takes its time, and the gate lives', async () => {
    // The server leaves as soon as the gate has more than its client takes: what it has read by then is not all.
    let isFull = () => {};
    const { write } = ServerResponse.prototype;
    ServerResponse.prototype.write = function (...args: unknown[]): boolean {
      const goesOn = Reflect.apply(write, this, args);
      if (!goesOn) isFull();
      return goesOn;
    };
    onTestFinished(() => {
      ServerResponse.prototype.write = write;
    });
    const origin = await tcpOrigin((socket) => {
      let timer: NodeJS.Timeout | undefined;
      socket.once('data', () => {
        socket.write(`${OK}${LAST}\r\n\r\n`);
        timer = setInterval(() => void socket.write(Buffer.alloc(16_384)), 1);
      });
      isFull = () => {
        clearInterval(timer);
        isFull = () => {};
        // A turn later, for a reset in one packet with data looks like an end.
        setImmediate(() => setImmediate(() => socket.resetAndDestroy()));
      };
      socket.once('close', () => clearInterval(timer));
    });
    const world = await openWorld({
      app: { rules: { 'scheme-https-wss': 'off' } },
      resolve: { [HOST]: origin.port },
    });
    const client = await tunnel(world, `${HOST}:80`);
    client.pause();
    client.write(get('/', LAST));
    await until('the flow is over', async () => (await world.flows()).some(({ end }) => end !== null));
    const text = exchangeRaw(client, '');
    client.resume();
    expect(statusesIn(await text)).not.toContain('200');
    expect((await world.flows())[0]?.end).toMatchObject({ outcome: 'failed', code: 'ECONNRESET' });
  });
});

describe('surplus behind an answer never reaches the next request of that tunnel:', () => {
  const evil = `${OK}Content-Length: 4\r\n\r\nevil`;
  const surplus: readonly (readonly [name: string, request: string, answer: string])[] = [
    ['behind a length', get('/1'), `${OK}Content-Length: 3\r\n\r\none`],
    ['behind chunks', get('/1'), `${CHUNKED}3\r\none\r\n0\r\n\r\n`],
    ['behind 204', get('/1'), 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['behind 304', get('/1'), 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'],
    ['behind 304 with a length', get('/1'), 'HTTP/1.1 304 Not Modified\r\nContent-Length: 60\r\n\r\n'],
    ['behind HEAD', get('/1').replace('GET', 'HEAD'), `${OK}Content-Length: 60\r\n\r\n`],
    ['behind HEAD, chunked', get('/1').replace('GET', 'HEAD'), CHUNKED],
  ];

  it.each(surplus)('%s, in the same packet', async (_, request, answer) => {
    const { origin, open } = await openShop(({ socket, connection }) =>
      socket.write(connection === 1 ? answer + evil : `${OK}Content-Length: 5\r\n\r\nfresh`),
    );
    const client = await open();
    client.write(request);
    await once(client, 'data');
    const text = await exchangeRaw(client, get('/2', LAST));
    expect(text).toMatch(/\r\n\r\nfresh$/);
    expect(text).not.toContain('evil');
    expect(origin.calls.map(({ connection }) => connection)).toEqual([1, 2]);
  });

  it.each(surplus)('%s, later', async (_, request, answer) => {
    const { origin, open } = await openShop(({ socket, connection }) =>
      socket.write(connection === 1 ? answer : `${OK}Content-Length: 5\r\n\r\nfresh`),
    );
    const client = await open();
    client.write(request);
    await once(client, 'data');
    origin.calls[0]?.socket.write(evil);
    await until('the gate has closed the connection', () => origin.open() === 0);
    const text = await exchangeRaw(client, get('/2', LAST));
    expect(text).toMatch(/\r\n\r\nfresh$/);
    expect(text).not.toContain('evil');
    expect(origin.calls.map(({ connection }) => connection)).toEqual([1, 2]);
  });
});

describe('what is right passes as it comes', () => {
  /** Answers every request with the same bytes and closes. */
  const passed = async (bytes: string, request?: string): Promise<string> => {
    const { world } = await openShop(({ socket }) => void socket.end(bytes, 'latin1'));
    return textFor(world, request);
  };

  it('103 comes before the answer is there, and its headers with it', async () => {
    const { origin, open } = await openShop(({ socket }) =>
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nlink: </b.css>\r\n\r\n'),
    );
    const client = await open();
    client.write(get('/', LAST));
    const [hint] = (await once(client, 'data')) as [Buffer];
    expect(String(hint)).toBe('HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nlink: </b.css>\r\n\r\n');
    const rest = exchangeRaw(client, '');
    origin.calls[0]?.socket.end(`${OK}Content-Length: 5\r\n\r\nwhole`);
    expect(answersIn(await rest)).toMatchObject([{ status: 200, body: 'whole', whole: true }]);
  });

  it('trailers', async () => {
    const text = await passed(`${CHUNKED}${cut}0\r\nX-Sum: 1\r\nx-sum: \xe9\r\n\r\n`);
    expect(text.slice(text.indexOf('\r\n\r\n') + 4)).toBe('5\r\nhello\r\n0\r\nX-Sum: 1\r\nx-sum: \xe9\r\n\r\n');
  });

  it('server-sent events: each arrives before the next is written', async () => {
    const { origin, open } = await openShop(({ socket }) =>
      socket.write(`${OK}Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n`),
    );
    const client = await open();
    const { text, closed } = collect(client);
    client.write(get('/', LAST));
    await until('the head has come', () => text().endsWith('\r\n\r\n'));
    for (const event of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
      origin.calls[0]?.socket.write(`${event.length.toString(16)}\r\n${event}\r\n`);
      await until(`${event.trim()} has come`, () => text().endsWith(`${event}\r\n`));
    }
    origin.calls[0]?.socket.end('0\r\n\r\n');
    await closed;
    expect(answersIn(text())[0]).toMatchObject({ whole: true, body: 'data: 1\n\ndata: 2\n\ndata: 3\n\n' });
  });

  it.each([
    ['So So', 'So So'],
    ['', ''],
    ['a\tb', 'a\tb'],
    [Buffer.from('成功').toString('latin1'), Buffer.from('成功').toString('latin1')],
    ['Tr\xe8s bien', 'Tr\u00e8s bien'],
  ])('the status text %j', async (sent, got) => {
    const text = await passed(`HTTP/1.1 299 ${sent}\r\nContent-Length: 0\r\n\r\n`);
    expect(text.split('\r\n')[0]).toBe(`HTTP/1.1 299 ${got}`);
  });

  it.each([200, 205, 299, 418, 451, 511, 599, 600, 999])('the status %i', async (status) => {
    const text = await passed(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} X\r\n`));
  });

  it('headers, with their case, order, duplicates and bytes', async () => {
    const lines = [
      'set-COOKIE: a=1',
      'X-Latin: \xe9\xff',
      'Set-Cookie: b=2',
      'x-empty: ',
      'Set-Cookie: a=3',
      'Content-Length: 0',
    ];
    const text = await passed([OK.trim(), ...lines, '', ''].join('\r\n'));
    expect(text.split('\r\n').slice(1, -2)).toEqual([...lines, 'Connection: close']);
  });

  it.each([
    ['up to the close', `${OK}\r\nhello`],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello'],
    ['with a length', `${OK}Content-Length: 5\r\n\r\nhello`],
    ['in chunks', `${CHUNKED}2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n`],
  ])('a body %s', async (_, bytes) => {
    expect(answersIn(await passed(bytes))).toMatchObject([{ status: 200, body: 'hello', whole: true }]);
  });

  it('the length of what HEAD leaves out', async () => {
    const text = await passed(`${OK}Content-Length: 12345\r\n\r\n`, get('/', LAST).replace('GET', 'HEAD'));
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Length: 12345\r\nConnection: close\r\n\r\n$/);
  });

  it.each([
    ['a length', `${OK}X-A: a\r\nContent-Length: 11\r\n\r\nhello world`],
    ['chunks', `${CHUNKED}5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n`],
    ['hints', `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 11\r\n\r\nhello world`],
  ])('an answer with %s, byte by byte', async (_, bytes) => {
    const { world } = await openShop(async ({ socket }) => {
      for (const byte of bytes) await new Promise((resolve) => socket.write(byte, () => setImmediate(resolve)));
      socket.end();
    });
    const answer = answersIn(await textFor(world)).at(-1);
    expect(answer).toMatchObject({ status: 200, whole: true, body: expect.stringMatching(/^hello world/) });
  });
});
