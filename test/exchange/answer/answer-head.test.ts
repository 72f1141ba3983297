import { expect, it } from 'vitest';
import { readAnswerHead } from '../../../src/exchange/answer/answer-head.ts';
import { endToEnd } from '../../../src/exchange/headers.ts';

const none = new Set<string>();
const raw = [
  ...['X-B', '1', 'Set-Cookie', 'a', 'set-cookie', 'b', 'Content-TYPE', 'text/plain', 'Content-Encoding', 'gzip'],
  ...['Transfer-Encoding', 'chunked', 'Connection', 'X-Hop', 'X-Hop', '1', 'Alt-Svc', 'clear'],
];

it('finds what rules ask, and leaves out hop-by-hop headers and what is dropped', () => {
  expect(readAnswerHead(raw, new Set(['alt-svc']))).toEqual({
    headers: endToEnd(raw).slice(0, -2),
    length: null,
    contentType: 'text/plain',
    contentEncoding: 'gzip',
    chunked: true,
    setsCookie: true,
    altSvc: 'clear',
  });
});

it('drops nothing else: case, order and duplicates stay', () => {
  expect(readAnswerHead(raw, none).headers).toEqual(endToEnd(raw));
});

it('of an empty head knows nothing', () => {
  expect(readAnswerHead(['CONTENT-LENGTH', '12'], none)).toMatchObject({ length: 12, contentType: null, altSvc: null });
  expect(readAnswerHead([], none)).toMatchObject({ headers: [], length: null, chunked: false, setsCookie: false });
});
