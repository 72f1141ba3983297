import { describe, expect, it } from 'vitest';
import { requestHead } from '../../../src/upstream/http1/request-head.ts';

const of = (changes: Partial<Parameters<typeof requestHead>[0]>, hasBody = false) =>
  requestHead({ method: 'GET', path: '/', headers: ['Host', 'a.test'], upgrade: null, ...changes }, hasBody);
const framed = (...lines: readonly string[]) => ['Host: a.test', ...lines, '', ''].join('\r\n');

describe('a request’s head', () => {
  it.each([
    ['GET', [], false, '', null],
    ['GET', [], true, 'Transfer-Encoding: chunked', null],
    ['GET', ['Content-length', '5'], true, 'Content-length: 5', 5],
    ['POST', [], false, 'Content-Length: 0', null],
    ['PUT', [], false, 'Content-Length: 0', null],
    ['PATCH', [], true, 'Transfer-Encoding: chunked', null],
    ['DELETE', [], false, '', null],
  ] as const)('%s %j, with a body: %s', (method, headers, hasBody, line, length) => {
    const head = of({ method, headers: ['Host', 'a.test', ...headers] }, hasBody);
    expect(head).toEqual({ text: `${method} / HTTP/1.1\r\n${framed(...(line ? [line] : []))}`, length });
  });

  it.each([
    ['OPTIONS', '*'],
    ['GET', '/caf\xe9?a=b#'],
    ['X-OWN', '//'],
  ])('has %s %s byte for byte', (method, path) => {
    expect(of({ method, path }).text).toBe(`${method} ${path} HTTP/1.1\r\n${framed()}`);
  });

  it.each([
    ['GET', '/a?b', 'GET http://a.test/a?b'],
    ['OPTIONS', '*', 'OPTIONS http://a.test'],
  ])('of %s %s names the server where a proxy reads it, and has what is for the proxy', (method, path, line) => {
    const absolute = { origin: 'http://a.test', fields: 'X: y\r\n', check: () => {} };
    const request = { method, path, headers: ['Host', 'a.test'], upgrade: null };
    expect(requestHead(request, false, absolute).text).toBe(`${line} HTTP/1.1\r\n${framed('X: y')}`);
  });

  it('asks for an upgrade', () => {
    expect(of({ upgrade: 'websocket' }).text).toContain('\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });

  it.each([
    [{ method: 'GE T' }],
    [{ method: '' }],
    [{ headers: ['Content-Length', '5', 'content-length', '5'] }],
    [{ headers: ['Content-Length', '+5'] }],
    [{ path: 'a' }],
    [{ path: '*' }],
    [{ path: '/a b' }],
    [{ path: '/\r\n' }],
    [{ path: '/\u4e2d' }],
    [{ headers: ['A B', ''] }],
    [{ headers: ['', ''] }],
    [{ headers: ['A', 'b\r\nC: d'] }],
    [{ headers: ['A', '\0'] }],
    [{ headers: ['A', '\u4e2d'] }],
  ])('that would break a line is refused: %j', (changes) => {
    expect(() => of(changes)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});
