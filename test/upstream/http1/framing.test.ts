import { describe, expect, it } from 'vitest';
import { framingOf } from '../../../src/upstream/http1/framing.ts';

const length = (value: string) => ['Content-Length', value];
const coding = (value: string) => ['transfer-encoding', value];

describe('an answer’s body', () => {
  it.each([
    ['has a length', 'GET', 200, length('5'), 'length', 5],
    ['has none to say', 'GET', 200, [], 'close', 0],
    ['comes in chunks', 'POST', 200, coding('Chunked'), 'chunked', 0],
    ['is left out for HEAD', 'HEAD', 200, length('5'), 'none', 5],
    ['is left out for HEAD, chunked', 'HEAD', 200, coding('chunked'), 'none', 0],
    ['is left out with 204', 'GET', 204, length('5'), 'none', 5],
    ['is left out with 304', 'GET', 304, [], 'none', 0],
    ['is left out with a hint', 'GET', 103, length('5'), 'none', 5],
  ])('%s', (_, method, status, headers, body, bytes) => {
    expect(framingOf(method, status, true, headers)).toMatchObject({ body, length: bytes });
  });

  it.each([
    [length('+5')],
    [length('-1')],
    [length('')],
    [length('0x5')],
    [length('5, 5')],
    [length('9007199254740992')],
    [length('99999999999999999999')],
    [[...length('5'), ...length('5')]],
    [coding('gzip')],
    [coding('gzip, chunked')],
    [coding('chunked, chunked')],
    [[...coding('chunked'), ...coding('chunked')]],
    [[...length('5'), ...coding('chunked')]],
    [[...coding('chunked'), ...length('5')]],
  ])('is framed wrongly by %j', (headers) => {
    for (const method of ['GET', 'HEAD']) {
      expect(() => framingOf(method, 200, true, headers)).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE' }));
    }
  });

  it('has no chunks in HTTP/1.0', () => {
    expect(() => framingOf('GET', 200, false, coding('chunked'))).toThrow(/HTTP\/1\.0/);
  });
});

describe('its connection may be kept', () => {
  it.each([
    ['half a minute', 'GET', true, [], 30_000],
    ['a second less than the server says', 'GET', true, ['Keep-Alive', 'timeout=5, max=100'], 4_000],
    ['a minute at most', 'GET', true, ['keep-alive', 'timeout=600'], 60_000],
    ['not at all for a second', 'GET', true, ['Keep-Alive', 'timeout=1'], 0],
    ['not at all for none', 'GET', true, ['Keep-Alive', 'timeout=0'], 0],
    ['half a minute where the server says nothing clear', 'GET', true, ['Keep-Alive', 'timeout=x, max=5'], 30_000],
    ['not where the server closes it in one of two', 'GET', true, ['Connection', 'close', 'Connection', 'x'], 0],
    ['not where the server closes it', 'GET', true, ['Connection', 'foo, Close'], 0],
    ['not for HTTP/1.0', 'GET', false, [], 0],
    ['not behind HEAD', 'HEAD', true, [], 0],
  ])('%s', (_, method, isHttp11, headers, keepMs) => {
    expect(framingOf(method, 200, isHttp11, [...length('0'), ...headers]).keepMs).toBe(keepMs);
  });

  it('not behind a body that ends with it', () => {
    expect(framingOf('GET', 200, true, []).keepMs).toBe(0);
  });
});
