import { describe, expect, it } from 'vitest';
import { askHttp } from '../../../src/upstream/way/ask-http.ts';
import { authorityOf } from '../../support/facts.ts';
import { socketPair } from '../../support/socket-pair.ts';
import { take } from '../../support/socks.ts';

const proxy = {
  scheme: 'http',
  authority: authorityOf('proxy.test:3128'),
  login: null,
  shown: 'http://proxy.test:3128',
} as const;
const PLACE = 'api.shop.test:443';
const login = { user: 'anna', password: 'sesame' };

/** What comes of an answer, sent as these pieces. */
const asked = async (...pieces: readonly string[]) => {
  const [near, far] = await socketPair();
  far.on('error', () => {});
  const asking = askHttp(near, PLACE, { ...proxy, login }, '1.1 mpgate-1');
  for (const piece of pieces) far.write(piece, 'latin1');
  return { near, far, asking };
};

it('asks for a tunnel, with the login', async () => {
  const { far, asking } = await asked('HTTP/1.1 200 OK\r\n\r\n');
  await asking;
  const wanted = `CONNECT ${PLACE} HTTP/1.1\r\nHost: ${PLACE}\r\nProxy-Authorization: Basic YW5uYTpzZXNhbWU=\r\nVia: 1.1 mpgate-1\r\n\r\n`;
  expect(String(await take(far, wanted.length))).toBe(wanted);
});

describe('what comes behind the head is the server’s, whole and in order', () => {
  it.each([
    ['in one piece', ['HTTP/1.1 200 OK\r\nX: y\r\n\r\nhello']],
    ['of a length that the head claims', ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello']],
    ['cut in the empty line', ['HTTP/1.0 200 Connection established\r\n\r', '\nhe', 'llo']],
    ['behind a hint', ['HTTP/1.1 103 Wait\r\n\r\nHTTP/1.1 2', '00 OK\r\n\r\nhello']],
  ])('%s', async (_, pieces) => {
    const { near, asking } = await asked(...pieces);
    await asking;
    expect(String(await take(near, 5))).toBe('hello');
    near.destroy();
  });
});

describe('an answer that opens no tunnel is the proxy’s, and tells neither login nor more than a line', () => {
  it.each([
    ['HTTP/1.1 407 Wrong\r\nContent-Length: 4\r\n\r\nbody', 'UPSTREAM_PROXY_407', /another user name or password/],
    ['HTTP/1.1 403 No\r\n\r\n', 'UPSTREAM_PROXY_403', /its policy forbids/],
    [`HTTP/1.1 418 ${'é'.repeat(500)}\r\n\r\n`, 'UPSTREAM_PROXY_418', /^.{1,250}$/],
    ['HTTP/1.1 302 Found\r\nLocation: http://evil.test/\r\n\r\n', 'UPSTREAM_PROXY_302', /302 Found/],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\n', 'UPSTREAM_PROXY_BAD_RESPONSE', /hints/],
    ['HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000), 'UPSTREAM_PROXY_BAD_RESPONSE', /hints/],
    ['SSH-2.0-x\r\n\r\n', 'UPSTREAM_PROXY_BAD_RESPONSE', /no status line/],
    ['HTTP/1.1 200 OK\nX: y\n\n HTTP/1.1 200 OK\r\n\r\n', 'UPSTREAM_PROXY_BAD_RESPONSE', /the upstream proxy/],
    [
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'UPSTREAM_PROXY_BAD_RESPONSE',
      /both/,
    ],
    [`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(100_000)}`, 'UPSTREAM_PROXY_HEADERS_OVERFLOW', /16384/],
    ['x'.repeat(1_000_000), 'UPSTREAM_PROXY_HEADERS_OVERFLOW', /16384/],
  ])('%.40j', async (answer, code, message) => {
    const { near, asking } = await asked(answer);
    const error: Error = await asking.then(
      () => new Error('a tunnel'),
      (reason) => reason,
    );
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(error.message).not.toMatch(/sesame|YW5uYTpzZXNhbWU/);
    expect(near.destroyed).toBe(true);
  });
});
