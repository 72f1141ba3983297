import { describe, expect, it } from 'vitest';
import { Answer } from '../../../src/exchange/answer/answer.ts';
import { readAnswerHead } from '../../../src/exchange/answer/answer-head.ts';
import { certainly } from '../../support/facts.ts';

const answer = (...headers: string[]) =>
  new Answer(200, readAnswerHead(headers, new Set()), certainly('request'), false);

it('has what its head and its text show', () => {
  const it = answer('Content-Type', 'Text/HTML; charset=gbk', 'Alt-Svc', 'clear', 'Transfer-Encoding', 'chunked');
  const chunk = Buffer.from([0xc4, 0xe3]);
  expect([it.take(chunk) === chunk, it.end().length]).toEqual([true, 0]);
  expect(it.facts(true)).toEqual({
    api: certainly('request'),
    status: 200,
    mediaType: 'text/html',
    chunked: true,
    setsCookie: false,
    altSvc: 'clear',
    coding: null,
    text: { boms: 0, isUtf8: false, charset: 'gbk', converts: true, opensWithTag: false, isWhole: true },
  });
});

it.each([
  ['no content type', []],
  ['an image', ['Content-Type', 'image/png']],
  ['compressed', ['Content-Type', 'text/plain', 'Content-Encoding', 'gzip']],
  ['empty', ['Content-Type', 'text/plain']],
])('%s: no text is looked at', (name, headers) => {
  const it = answer(...headers);
  if (name !== 'empty') it.take(Buffer.from([0xff]));
  expect(it.facts(true).text).toBeNull();
});

it.each([
  ['a text in gzip', 'text/plain', 'GZip', 'x', 'gzip'],
  ['a text as it is', 'text/plain', 'Identity', 'x', null],
  ['an empty text', 'text/plain', 'br', '', null],
  ['a picture', 'image/png', 'br', 'x', null],
  ['a coding that goes on for ever', 'text/plain', 'b'.repeat(99), 'x', 'b'.repeat(40)],
])('%s: the coding is told where a text was not read', (_, type, coding, body, expected) => {
  const it = answer('Content-Type', type, 'Content-Encoding', coding);
  it.take(Buffer.from(body));
  expect(it.facts(true).coding).toBe(expected);
});

it('what is downloaded is no text either', () => {
  const head = readAnswerHead(['Content-Type', 'text/plain'], new Set());
  const download = new Answer(200, head, certainly('downloadFile'), true);
  download.take(Buffer.from([0xff]));
  expect(download.facts(true).text).toBeNull();
});

describe('emulated', () => {
  const emulated = (...headers: string[]) =>
    new Answer(200, readAnswerHead(headers, new Set()), certainly('request'), true);

  it('a text is converted, and its head says so and names no length', () => {
    const it = emulated('Content-Type', 'text/plain; charset=gbk', 'Content-Length', '2', 'X-A', '1');
    expect([it.headers, it.length]).toEqual([['Content-Type', 'text/plain; charset=utf-8', 'X-A', '1'], null]);
    expect(String(it.take(Buffer.from([0xc4, 0xe3])))).toBe('你');
    expect(it.facts(true).text).toMatchObject({ charset: 'gbk', converts: true });
  });

  it('what is no text goes on as it is', () => {
    const headers = ['Content-Type', 'image/png', 'Content-Length', '2'];
    const it = emulated(...headers);
    const chunk = Buffer.from([0xc4, 0xe3]);
    expect([it.headers, it.length, it.take(chunk), it.end().length]).toEqual([headers, 2, chunk, 0]);
  });
});
