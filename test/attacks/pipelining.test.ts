import { once } from 'node:events';
import { duplexPair } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { answersIn, statusesIn } from '../support/answers.ts';
import { MIB, sendBytes } from '../support/bodies.ts';
import { ask, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { collect } from '../support/collect.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld, type World } from '../support/world.ts';

const HOST = 'api.shop.test';

/** A server that answers `/slow` when the test says so, has begun to answer `/begun`, and answers all else at once. */
const openSlow = async () => {
  const held: (() => void)[] = [];
  const origin = await httpsOrigin((request, response) => {
    const path = request.url ?? '';
    if (path === '/begun') response.writeHead(200, { 'content-length': 9 }).write('begun');
    if (path === '/slow' || path === '/begun') held.push(() => response.end('slow'));
    else response.end(path);
  });
  const world = await openWorld({ resolve: { '*.shop.test': origin.port } });
  const arrived = () => origin.requests.map(({ url }) => url);
  return { world, held, arrived, open: () => secureTunnel(world, `${HOST}:443`) };
};

const get = (path: string, ...lines: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, `Host: ${HOST}`, ...lines, '', ''].join('\r\n');
const LAST = 'Connection: close';

describe('pipelined requests', () => {
  it('are answered in order, each judged on its own', async () => {
    const { world, held, arrived, open } = await openSlow();
    const text = exchangeRaw(
      await open(),
      [
        get('/slow'),
        get('/2'),
        get('/3').replace('GET', 'PATCH'),
        get('/4').replace(HOST, 'evil.test'),
        get('/5', 'User-Agent: MicroMessenger'),
        get('/6', LAST),
      ].join(''),
    );
    await until('the requests that pass have arrived', () => arrived().length === 4);
    held[0]?.();
    const answers = answersIn(await text);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403, 200, 200]);
    expect(answers.filter(({ status }) => status === 200).map(({ body }) => body)).toEqual(['slow', '/2', '/5', '/6']);
    expect(arrived().sort()).toEqual(['/2', '/5', '/6', '/slow']);
    expect((await world.flows()).map(({ end }) => end?.outcome).sort()).toEqual([
      ...Array(4).fill('completed'),
      ...Array(2).fill('refused'),
    ]);
  });

  it.each([
    ['two Hosts', get('/x', `Host: ${HOST}`)],
    ['another place', get('https://evil.test/')],
    ['garbage', 'garbage\r\n\r\n'],
    ['a CONNECT', `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`],
    ['a WebSocket', get('/ws', 'Connection: Upgrade', 'Upgrade: websocket')],
    ['an upgrade to HTTP/2', get('/h2', 'Connection: Upgrade', 'Upgrade: h2c')],
    ['an upgrade with a body', get('/h2', 'Connection: Upgrade', 'Upgrade: h2c', 'Content-Length: 1')],
  ])('with %s behind them are answered first; what comes after it goes nowhere', async (_, behind) => {
    const { held, arrived, open } = await openSlow();
    const text = exchangeRaw(await open(), get('/slow') + behind + get('/after'));
    await until('the first request has arrived', () => held.length === 1);
    held[0]?.();
    expect(statusesIn(await text)).toEqual(['200', expect.stringMatching(/^(400|501)$/)]);
    expect(arrived()).toEqual(['/slow']);
  });

  it('garbage behind an answer that has begun waits for its end', async () => {
    const { world, held, open } = await openSlow();
    const socket = await open();
    const text = exchangeRaw(socket, get('/begun'));
    await once(socket, 'data');
    socket.write('garbage\r\n\r\n');
    // An answer to another client: the garbage has been read by then.
    expect((await ask(world, `https://${HOST}/other`)).body).toBe('/other');
    held[0]?.();
    const answers = answersIn(await text);
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(answers[0]?.body).toBe('begunslow');
  });
});

it('a body that goes wrong behind an answer that has begun breaks the answer off', async () => {
  const origin = await httpsOrigin((request, response) => {
    response.writeHead(200, { 'content-length': 1_000 }).write('begun');
    request.resume();
  });
  const world = await openWorld({ resolve: { '*.shop.test': origin.port } });
  const socket = await secureTunnel(world, `${HOST}:443`);
  const { text, closed } = collect(socket);
  socket.write(`${get('/', 'Transfer-Encoding: chunked').replace('GET', 'POST')}5\r\nhello\r\n`);
  await until('the answer has begun', () => text().includes('begun'));
  socket.write('no size\r\n');
  await closed;
  expect(statusesIn(text())).toEqual(['200 (cut)']);
  expect(text()).not.toContain('HPE');
});

type Send = (text: string) => Promise<void>;

/** A client whose TLS records can be held back, and go out in one packet. */
const bundling = async (world: World) => {
  const raw = await tunnel(world, `${HOST}:443`);
  const [near, far] = duplexPair();
  let held: Buffer[] | null = null;
  far.on('data', (record: Buffer) => void (held ? held.push(record) : raw.write(record)));
  raw.on('data', (bytes: Buffer) => {
    if (!far.write(bytes)) raw.pause();
  });
  far.on('drain', () => raw.resume());
  raw.on('end', () => far.end());
  const client = connectTls({ socket: near, ca: world.ca, servername: HOST });
  await once(client, 'secureConnect');
  const send: Send = (text) => new Promise((sent) => client.write(text, () => sent()));
  const together = async (write: (send: Send) => Promise<void>): Promise<void> => {
    held = [];
    await write(send);
    raw.write(Buffer.concat(held));
    held = null;
  };
  return { client, together };
};

describe('a request in many TLS records, while the client has not yet taken the answer before it', () => {
  it('is read when its turn comes, and nothing is lost', async () => {
    const large = 16 * MIB;
    const isFull = { now: false };
    const origin = await httpsOrigin((request, response) => {
      if (request.url !== '/large') return void mirror(request, response);
      void sendBytes(response, large);
      const looking = setInterval(() => {
        isFull.now ||= response.writableNeedDrain;
      }, 5);
      response.once('close', () => clearInterval(looking));
    });
    const world = await openWorld({ resolve: { '*.shop.test': origin.port } });
    const { client, together } = await bundling(world);
    client.pause().write(get('/large'));
    await until('the gate holds all that it may', () => isFull.now);
    await together(async (send) => {
      await send(`PUT /log HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`);
      for (let i = 0; i < 200; i += 1) for (const part of ['5\r\n', 'line\n', '\r\n']) await send(part);
      await send('0\r\n\r\n');
    });
    const { text, closed } = collect(client);
    client.resume();
    await closed;
    const [first, second] = answersIn(text());
    expect([first?.whole, first?.body.length]).toEqual([true, large]);
    expect(JSON.parse(second?.body ?? '')).toMatchObject({ method: 'PUT', bytes: 1000 });
  });
});
