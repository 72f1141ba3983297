import { describe, expect, it } from 'vitest';
import { beginsLikeHttp, parseResponseHead } from '../../../src/upstream/http1/response-head.ts';

describe('a status line', () => {
  it.each([
    ['HTTP/1.1 200 OK', 200, 'OK'],
    ['HTTP/1.0 404 Not Found', 404, 'Not Found'],
    ['HTTP/1.1 599 ', 599, ''],
    ['HTTP/1.1 999', 999, ''],
    ['HTTP/1.1 200 Tr\xe8s\tbien', 200, 'Tr\xe8s\tbien'],
  ])('%j', (line, status, statusText) => {
    expect(parseResponseHead(line, 'GET')).toMatchObject({ status, statusText, headers: [] });
    expect(parseResponseHead(`${line}\r\nA: 1`, 'GET')).toMatchObject({ status, statusText, headers: ['A', '1'] });
  });

  it.each([
    '',
    'HTTP/1.1',
    'HTTP/1.1 20 OK',
    'HTTP/1.1 2000 OK',
    'HTTP/1.1 099 OK',
    'HTTP/1.1  200 OK',
    'HTTP/1.1\t200 OK',
    'HTTP/2 200 OK',
    'HTTP/1.2 200 OK',
    'http/1.1 200 OK',
    ' HTTP/1.1 200 OK',
    'HTTP/1.1 200OK',
    'ICY 200 OK',
  ])('is none: %j', (line) => {
    expect(() => parseResponseHead(line, 'GET')).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE' }));
  });
});

describe('the first bytes', () => {
  it.each([
    ['H', true],
    ['HTTP/1.', true],
    ['HTTP/1.1 200', true],
    ['HTTP/2', false],
    ['SSH-2.0', false],
    ['\r\nHTTP', false],
    ['h', false],
  ])('%j can be an answer’s: %s', (text, can) => {
    expect(beginsLikeHttp(Buffer.from(text), 0)).toBe(can);
    expect(beginsLikeHttp(Buffer.from(`before${text}`), 6)).toBe(can);
  });
});
