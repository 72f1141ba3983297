import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/events/report.ts';
import { answersIn } from '../support/answers.ts';
import { ask, exchangeRaw, secureTunnel } from '../support/client.ts';
import { folder } from '../support/folder.ts';
import { httpsOrigin, tlsOrigin } from '../support/origin.ts';
import { secure, startCli } from '../support/started.ts';
import { APPID, openWorld, SHOP, trustedCa, type World } from '../support/world.ts';

const JSON_TYPE = 'Content-Type: application/json';
const BOM = '\xef\xbb\xbf';
/** `{"n":"你好世界"}` in GBK, as latin1 for bytes. */
const GBK = '{"n":"\xc4\xe3\xba\xc3\xca\xc0\xbd\xe7"}';
const UTF8 = Buffer.from('{"n":"你好世界"}').toString('latin1');

const GET = (path = '/') =>
  `GET ${path} HTTP/1.1\r\nHost: api.shop.test\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n`;

/** In chunks, each of which is a piece of its own, whatever the packets. */
const chunked = (...pieces: readonly string[]): string =>
  `Transfer-Encoding: chunked\r\n\r\n${pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join('')}0\r\n\r\n`;

const whole = (body: string): string => `Content-Length: ${body.length}\r\n\r\n${body}`;

/** A gate before a server that gives this answer, byte for byte. */
const worldOf = async (rest: string, app: object = {}): Promise<World> => {
  const origin = await tlsOrigin((socket) => {
    socket.once('data', () => socket.write(Buffer.from(`HTTP/1.1 200 OK\r\n${rest}`, 'latin1')));
  });
  return openWorld({ app, resolve: { 'api.shop.test': origin.port } });
};

/** The answer through the gate, byte for byte. */
const through = async (world: World) => {
  const socket = await secureTunnel(world, 'api.shop.test:443');
  const [answer] = answersIn(await exchangeRaw(socket, GET()));
  if (!answer) throw new Error('there is one');
  return answer;
};

const stateOf = (world: World, id: string) => {
  const row = world.gateway.report().rules.find(({ rule }) => rule === id);
  return [row?.state, row?.example?.message ?? row?.reason ?? null];
};

const UNREAD = 'the text of the answer came compressed (br) and was not read';
const IN_GZIP = 'the text of the answer came compressed (gzip) and was not read';
const IN_GBK = 'The answer is not UTF-8 (gbk). Converts cleanly: yes.';

describe('an answer’s text, with its verdict, and not one byte changed', () => {
  it.each([
    ['UTF-8', whole(UTF8), UTF8, 'encoding-utf8', ['pass', null]],
    ['UTF-8, cut within a character', chunked(...UTF8), UTF8, 'encoding-utf8', ['pass', null]],
    [
      'GBK, unnamed',
      whole(GBK),
      GBK,
      'encoding-utf8',
      ['warn', 'The answer is not UTF-8 (GB18030). Converts cleanly: yes.'],
    ],
    [
      'GBK, named',
      `Content-Type: application/json; charset=gbk\r\n${whole(GBK)}`,
      GBK,
      'encoding-utf8',
      ['warn', IN_GBK],
    ],
    [
      'GBK, byte by byte',
      `Content-Type: application/json; charset=gbk\r\n${chunked(...GBK)}`,
      GBK,
      'encoding-utf8',
      ['warn', IN_GBK],
    ],
    [
      'a byte at a chunk’s edge that is not UTF-8',
      chunked(`${UTF8}\xe4`, `\xbd${UTF8}`),
      `${UTF8}\xe4\xbd${UTF8}`,
      'encoding-utf8',
      ['fail', 'The answer is not UTF-8 (broken UTF-8). Converts cleanly: no.'],
    ],
    ['one byte order mark', whole(BOM + UTF8), BOM + UTF8, 'bom', ['pass', null]],
    [
      'two byte order marks',
      chunked(`${BOM}\xef`, `\xbb\xbf${UTF8}`),
      BOM + BOM + UTF8,
      'bom',
      ['fail', 'The answer begins with more than one byte order mark; the client filters the first only.'],
    ],
    ['GBK in no text', `Content-Type: image/png\r\n${whole(GBK)}`, GBK, 'encoding-utf8', ['not-seen', null]],
    ['GBK, compressed', `Content-Encoding: br\r\n${whole(GBK)}`, GBK, 'encoding-utf8', ['not-checkable', UNREAD]],
    ['a mark, compressed', `Content-Encoding: GZIP\r\n${whole(GBK)}`, GBK, 'bom', ['not-checkable', IN_GZIP]],
    ['data, compressed', `Content-Encoding: br\r\n${whole(GBK)}`, GBK, 'status-any', ['not-checkable', UNREAD]],
    ['nothing, compressed', `Content-Encoding: br\r\n${whole('')}`, '', 'encoding-utf8', ['not-seen', null]],
    [
      'a picture, compressed',
      `Content-Type: image/png\r\nContent-Encoding: br\r\n${whole(GBK)}`,
      GBK,
      'bom',
      ['not-seen', null],
    ],
  ])('%s', async (_, rest, body, rule, expected) => {
    const world = await worldOf(rest.includes('Content-Type') ? rest : `${JSON_TYPE}\r\n${rest}`);
    const answer = await through(world);
    expect([answer.body, answer.whole]).toEqual([body, true]);
    expect(answer.head).toContain(rest.split('\r\n')[0]?.replace(/^Transfer.*/, ''));
    expect(stateOf(world, rule)).toEqual(expected);
  });

  it('nothing is held back: a chunk that ends within a character goes on as it is', async () => {
    let go = () => {};
    const origin = await httpsOrigin((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write(Buffer.from([0x41, 0xe4, 0xbd]));
      go = () => response.end(Buffer.from([0xa0]));
    });
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
    const socket = await secureTunnel(world, 'api.shop.test:443');
    let text = '';
    const closed = once(socket, 'close');
    const began = new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
        if (text.includes('A\xe4\xbd')) resolve();
      });
    });
    socket.once('end', () => socket.end());
    socket.write(GET());
    await began;
    go();
    await closed;
    expect(stateOf(world, 'encoding-utf8')[0]).toBe('pass');
  });

  it('what a client leaves before its end is judged by what has passed', async () => {
    const origin = await httpsOrigin((_, response) => {
      response.writeHead(404, { 'content-type': 'text/plain' }).write(`\ufeff\ufeffmore`);
    });
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
    const socket = await secureTunnel(world, 'api.shop.test:443');
    socket.write(GET());
    await once(socket, 'data');
    socket.destroy();
    await expect.poll(async () => (await world.flows())[0]?.end?.outcome).toBe('aborted');
    expect([stateOf(world, 'bom')[0], stateOf(world, 'status-any')[0], stateOf(world, 'encoding-utf8')[0]]).toEqual([
      'fail',
      'warn',
      'not-seen',
    ]);
  });
});

describe('emulate: an answer’s text as the real client gives it to the code', () => {
  const CONVERTED = 'Content-Type: application/json; charset=utf-8';

  it.each([
    ['UTF-8', JSON_TYPE, whole(UTF8), UTF8, JSON_TYPE],
    ['one byte order mark', JSON_TYPE, whole(BOM + UTF8), UTF8, JSON_TYPE],
    ['one byte order mark, cut', JSON_TYPE, chunked(...BOM, UTF8), UTF8, JSON_TYPE],
    ['two byte order marks', JSON_TYPE, whole(BOM + BOM + UTF8), BOM + UTF8, JSON_TYPE],
    ['nothing but a part of a mark', JSON_TYPE, whole('\xef'), '\xef', JSON_TYPE],
    ['GBK, named', `${JSON_TYPE}; charset=GBK`, whole(GBK), UTF8, CONVERTED],
    ['GBK, named, byte by byte', `${JSON_TYPE}; charset="gbk"`, chunked(...GBK), UTF8, CONVERTED],
    ['GBK, unnamed', JSON_TYPE, whole(GBK), UTF8, JSON_TYPE],
    ['no text', 'Content-Type: image/png', whole(GBK), GBK, 'Content-Type: image/png'],
  ])('%s', async (_, type, rest, body, expected) => {
    const world = await worldOf(`${type}\r\n${rest}`, { emulate: true });
    const answer = await through(world);
    expect([answer.body, answer.whole]).toEqual([body, true]);
    expect(answer.head.split('\r\n')).toContain(expected);
    expect(/content-length/i.test(answer.head)).toBe(expected.includes('image'));
  });
});

const told = async (listener: RequestListener, app: object = {}) => {
  const origin = await httpsOrigin(listener);
  const world = await openWorld({ app, resolve: { 'api.shop.test': origin.port } });
  const answer = await ask(world, 'https://api.shop.test/', { headers: { 'content-type': 'application/json' } });
  return { world, answer };
};

describe('an answer that is no error of the network', () => {
  it.each([
    [200, 'application/json', '{}', 'pass'],
    [404, 'application/json', '{}', 'warn'],
    [503, 'text/html', '<html>', 'warn'],
    [200, 'text/html', '<html>', 'warn'],
    [200, 'application/json', '<html>', 'warn'],
  ])('%i %s %s passes untouched: %s', async (status, type, body, expected) => {
    const { world, answer } = await told((_, response) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    );
    expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([status, type, body]);
    expect(stateOf(world, 'status-any')[0]).toBe(expected);
  });

  it.each([
    ['tcsas-game', 'warn'],
    ['tcsas', 'pass'],
  ])('in chunks, with a cookie, in profile %s: %s', async (profile, expected) => {
    const { world, answer } = await told(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).write('{');
        response.end('}');
      },
      { profile },
    );
    expect([answer.body, answer.headers['set-cookie']]).toEqual(['{}', ['a=b']]);
    expect(stateOf(world, 'streaming')[0]).toBe(expected);
  });

  it.each([
    [undefined, 'warn', undefined],
    ['off', 'not-seen', 'h3=":443"'],
  ])('Alt-Svc, with the rule %s: %s', async (effect, expected, header) => {
    const { world, answer } = await told(
      (_, response) => response.writeHead(200, { 'Alt-Svc': 'h3=":443"', 'X-A': '1' }).end('{}'),
      effect ? { rules: { 'alt-svc': effect } } : {},
    );
    expect([answer.headers['alt-svc'], answer.headers['x-a']]).toEqual([header, '1']);
    expect(stateOf(world, 'alt-svc')[0]).toBe(expected);
  });
});

describe('a long answer', () => {
  const BYTES = 210_000_000;
  /** A size that cuts a character at nearly every edge. */
  const BLOCK = 65_537;
  const text = Buffer.from('你'.repeat(32_768));

  const blocks = () =>
    Readable.from(
      (function* () {
        for (let sent = 0; sent < BYTES; sent += BLOCK)
          yield text.subarray(sent % 3, (sent % 3) + Math.min(BLOCK, BYTES - sent));
      })(),
    );

  it('of 210 MB of text passes at flat memory, and is judged to its last byte', async () => {
    const origin = await httpsOrigin((request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      if (request.url === '/small') response.end('small');
      else blocks().pipe(response);
    });
    const cwd = await folder({
      'trusted.pem': trustedCa().cert,
      'config/mpgate.json': {
        listen: { host: '127.0.0.1', port: 0 },
        admin: { port: 0 },
        apps: ['./apps/*.json'],
        upstreamCa: ['../trusted.pem'],
        resolve: { 'api.shop.test': `127.0.0.1:${origin.port}` },
      },
      'config/apps/shop.json': { appid: APPID, name: 'Shop', domains: SHOP },
    });
    const gate = await startCli({ cwd });
    const bytesOf = async (path: string): Promise<number> => {
      const socket = await secure(gate, 'api.shop.test');
      let bytes = 0;
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      socket.once('end', () => socket.end());
      socket.write(GET(path));
      await once(socket, 'close');
      return bytes;
    };
    await bytesOf('/small');
    const peakMib = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${gate.pid}/status`, 'utf8'))?.[1]) / 1024;
    const before = peakMib();
    expect(await bytesOf('/big')).toBeGreaterThan(BYTES);
    expect(peakMib() - before).toBeLessThan(100);
    const report = (await (await gate.admin('/api/v1/report')).json()) as Report;
    const row = report.rules.find(({ rule }) => rule === 'encoding-utf8');
    expect(row).toMatchObject({ state: 'pass', passed: 2 });
  }, 60_000);
});
