import { expect, it } from 'vitest';
import { Answer } from '../../../src/exchange/answer/answer.ts';
import { readAnswerHead } from '../../../src/exchange/answer/answer-head.ts';
import { certainly } from '../../support/facts.ts';

const answer = (...headers: string[]) => new Answer(200, readAnswerHead(headers, new Set()));

it('has what its head and its text show', () => {
  const it = answer('Content-Type', 'Text/HTML; charset=gbk', 'Alt-Svc', 'clear', 'Transfer-Encoding', 'chunked');
  it.take(Buffer.from([0xc4, 0xe3]));
  expect(it.facts(certainly('request'), true)).toEqual({
    api: certainly('request'),
    status: 200,
    mediaType: 'text/html',
    chunked: true,
    setsCookie: false,
    altSvc: 'clear',
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
  expect(it.facts(certainly('request'), true).text).toBeNull();
});
