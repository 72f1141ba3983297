import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ReadHead, readHead } from '../../src/downstream/head.ts';

/** A head as a real parser hands it over. `lines` come behind the Host header, unless they bring their own. */
const read = async (lines: readonly string[] = [], first = 'GET / HTTP/1.1'): Promise<ReadHead> => {
  const server = createServer();
  const request = new Promise<IncomingMessage>((resolve) => {
    for (const event of ['request', 'checkContinue', 'checkExpectation', 'upgrade']) server.on(event, resolve);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  const host = lines.some((line) => /^host:/i.test(line)) ? [] : ['Host: api.shop.test'];
  socket.write(Buffer.from([first, ...host, ...lines, '', ''].join('\r\n'), 'latin1'));
  return readHead(await request);
};

const pairs = (...lines: readonly string[]): string[] => lines.flatMap((line) => line.split(': '));
const HOST = 'Host: api.shop.test';

describe('what goes on to the server', () => {
  it.each<readonly [what: string, lines: readonly string[], kept: readonly string[]]>([
    ['case, order and duplicates stay', ['X-B: 1', 'x-a: 2', 'X-B: 3'], ['X-B: 1', 'x-a: 2', 'X-B: 3']],
    ['bytes above 127 stay', ['X: \u00e9'], ['X: \u00e9']],
    ['hop-by-hop headers go', ['Connection: close', 'Keep-Alive: 5', 'TE: trailers', 'Upgrade: h2c'], []],
    ['those that Connection names go', ['Connection: X-Hop, keep-alive', 'X-Hop: 1', 'x-HOP: 2', 'X: 3'], ['X: 3']],
    ['whichever of two Connection headers names them', ['Connection: A', 'connection: B', 'A: 1', 'B: 2'], []],
    ['Proxy-* goes, whatever it is', ['Proxy-Authorization: Basic eA==', 'Proxy-Connection: x', 'proxy-new: y'], []],
    ['what is for the gate goes', ['x-mpgate-api: request', 'X-MPGATE-TIMEOUT: 5'], []],
    ['Expect goes: it is answered here', ['Expect: 100-continue', 'Trailer: X-Sum'], ['Trailer: X-Sum']],
    ['framing by a length stays', ['Content-Length: 5'], ['Content-Length: 5']],
    ['framing by chunks goes', ['Transfer-Encoding: chunked'], []],
    [
      'cookies, referers and authorization stay',
      ['Cookie: a=b', 'Referer: r', 'Authorization: x'],
      ['Cookie: a=b', 'Referer: r', 'Authorization: x'],
    ],
  ])('%s', async (_, lines, kept) => {
    expect((await read(lines)).headers).toEqual(pairs(HOST, ...kept));
  });
});

describe('what a head says', () => {
  it.each<readonly [what: string, lines: readonly string[], expected: Partial<ReadHead>]>([
    [
      'nothing',
      [],
      {
        referer: null,
        userAgent: null,
        perCallMs: null,
        upgrade: null,
        expectsContinue: false,
        hasBody: false,
        misframed: null,
      },
    ],
    ['a referer and a user agent', ['Referer: r', 'User-Agent: u'], { referer: 'r', userAgent: 'u' }],
    ['two referers', ['Referer: a', 'referer: b'], { referer: 'a, b' }],
    [
      'an upgrade',
      ['Connection: keep-alive, Upgrade', 'Upgrade: WebSocket'],
      { upgrade: 'websocket', api: { candidates: ['connectSocket'], sure: 'certain' } },
    ],
    ['an upgrade that Connection does not name', ['Upgrade: websocket'], { upgrade: null }],
    ['an upgrade to another protocol', ['Connection: Upgrade', 'Upgrade: mmtls'], { upgrade: null }],
    ['an upgrade to several', ['Connection: Upgrade', 'Upgrade: websocket, h2c'], { upgrade: null }],
    ['that it waits for 100', ['Expect: 100-Continue', 'Content-Length: 1'], { expectsContinue: true, hasBody: true }],
    ['another expectation', ['Expect: something'], { expectsContinue: false }],
    ['a body by its length', ['Content-Length: 1'], { hasBody: true }],
    ['a body of no length', ['Content-Length: 0'], { hasBody: false }],
    ['a body in chunks', ['Transfer-Encoding: Chunked'], { hasBody: true, misframed: null }],
    [
      'what its body is',
      ['Content-Type: Text/X; a', 'Content-Length: 1'],
      { contentType: 'Text/X; a', isEncoded: false },
    ],
    ['a compressed body', ['Content-Encoding: gzip'], { contentType: null, isEncoded: true }],
    ['a label', ['X-Mpgate-Api: downloadfile'], { api: { candidates: ['downloadFile'], sure: 'certain' } }],
    [
      'a label that is none',
      ['x-mpgate-api: udp', 'Content-Type: application/json'],
      { api: { candidates: ['request'], sure: 'likely' } },
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await read(lines, 'POST / HTTP/1.1')).toMatchObject(expected);
  });

  it.each([
    ['5000', 5000],
    [' 20 ', 20],
    ['0', null],
    ['-1', null],
    ['1e3', null],
    ['5.5', null],
    ['soon', null],
    ['99999999999', null],
  ])('x-mpgate-timeout: %j is %j ms', async (value, perCallMs) => {
    expect((await read([`x-mpgate-timeout: ${value}`])).perCallMs).toBe(perCallMs);
  });

  it.each([
    ['API.Shop.Test', ['api.shop.test'], null],
    ['api.shop.test.', ['api.shop.test'], null],
    ['api.shop.test:8443', ['api.shop.test'], 8443],
    ['api.shop.test:443', ['api.shop.test'], 443],
    ['[fd00::1]:80', ['fd00::1'], 80],
    ['0x7f.1', ['127.0.0.1'], null],
    ['a, b', [null], null],
    ['user@api.shop.test', [null], null],
    ['api.shop.test:0', [null], null],
    ['api.shop.test:99999', [null], null],
    ['', [null], null],
  ])('Host: %s', async (value, hosts, hostPort) => {
    const head = await read([`Host: ${value}`]);
    expect(head.hosts.map((host) => host?.hostname ?? null)).toEqual(hosts);
    expect(head.hostPort).toBe(hostPort);
  });
});

it('a client of HTTP/1.0 is not told to go on, for it knows no 100', async () => {
  const lines = ['Expect: 100-continue', 'Content-Length: 1'];
  expect((await read(lines, 'POST / HTTP/1.0')).expectsContinue).toBe(false);
});

describe('framing that two readers could take differently', () => {
  it.each([
    ['two Hosts', ['Host: a.test', 'Host: a.test'], 'GET / HTTP/1.1', 'more than one Host header'],
    ['chunks in HTTP/1.0', ['Transfer-Encoding: chunked'], 'POST / HTTP/1.0', 'Transfer-Encoding in HTTP/1.0'],
    ['another coding', ['Transfer-Encoding: gzip, chunked'], 'POST / HTTP/1.1', 'Transfer-Encoding: gzip, chunked'],
    ['a version that is no text', [], 'GET / HTTP/2.0', 'HTTP/2.0 in text'],
    ['a length in HTTP/1.0', ['Content-Length: 1'], 'POST / HTTP/1.0', null],
  ])('%s', async (_, lines, first, misframed) => {
    expect((await read(lines, first)).misframed).toBe(misframed);
  });
});
