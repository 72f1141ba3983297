import { expect, it } from 'vitest';
import { utf8Length, utf8Tail } from '../../../src/exchange/answer/utf8-tail.ts';

it.each([
  [0x41, 1],
  [0x80, 0],
  [0xbf, 0],
  [0xc3, 2],
  [0xe4, 3],
  [0xf0, 4],
])('byte %i begins a character of %i bytes', (byte, length) => {
  expect(utf8Length(byte)).toBe(length);
});

it.each([
  [[], 0],
  [[0x41], 0],
  [[0x41, 0xe4], 1],
  [[0xe4, 0xbd], 2],
  [[0xe4, 0xbd, 0xa0], 0],
  [[0xf0, 0x9f, 0x98], 3],
  [[0xf0, 0x9f, 0x98, 0x80], 0],
  [[0x80, 0x80, 0x80], 0],
])('%j ends in %i bytes of an open character', (bytes, tail) => {
  expect(utf8Tail(Buffer.from(bytes))).toBe(tail);
});
