import { expect, it } from 'vitest';
import { toUtf8 } from '../../../src/exchange/answer/to-utf8.ts';

it.each([
  ['text/plain; charset=gbk', 'gbk', 'text/plain; charset=utf-8'],
  ['text/plain;Charset="gbk"; a=b', 'gbk', 'text/plain;Charset=utf-8; a=b'],
  ['text/plain', 'GB18030', 'text/plain'],
  ['text/plain; charset=gbk', null, 'text/plain; charset=gbk'],
])('%s from %s: %s', (value, from, expected) => {
  const others = ['X-A', 'text/plain; charset=gbk'];
  expect(toUtf8(['content-type', value, ...others], from)).toEqual(['content-type', expected, ...others]);
});
