import { expect, it } from 'vitest';
import { createDecoder } from '../../../src/exchange/answer/decoder.ts';

const hello = Buffer.from([0xc4, 0xe3, 0xba, 0xc3]);

it('decodes a character that is cut in two', () => {
  const decoder = createDecoder('gbk', true);
  expect([decoder?.take(hello.subarray(0, 3)), decoder?.take(hello.subarray(3)), decoder?.end()]).toEqual([
    '你',
    '好',
    '',
  ]);
});

it.each([
  ['fatal', true, [null]],
  ['not fatal', false, ['\ufffd']],
])('a fault, %s', (_, fatal, expected) => {
  expect([createDecoder('gbk', fatal)?.take(Buffer.from([0xff]))]).toEqual(expected);
});

it.each([
  ['gb2312', [0x41, 0xff, 0x41]],
  ['big5', [0x41, 0xff, 0x41]],
  ['euc-kr', [0x80]],
])('%s: %j is a fault, and not dropped', (charset, bytes) => {
  expect(createDecoder(charset, true)?.take(Buffer.from(bytes))).toBeNull();
});

it('an open character at the end is a fault', () => {
  const decoder = createDecoder('gbk', true);
  decoder?.take(Buffer.from([0xc4]));
  expect(decoder?.end()).toBeNull();
});

it('a charset that nobody knows has none', () => {
  expect(createDecoder('klingon', true)).toBeNull();
});
