import { expect, it } from 'vitest';
import { sized8, sized16, sized24, u8, u16, u24 } from '../../src/probe/bytes.ts';

it.each([
  ['u8', u8(0xab), 'ab'],
  ['u16', u16(0xabcd), 'abcd'],
  ['u24', u24(0xabcdef), 'abcdef'],
  ['sized8', sized8(u8(1), u16(2)), '03010002'],
  ['sized16', sized16(u8(1)), '000101'],
  ['sized24, empty', sized24(), '000000'],
  ['sized24, longer than 64 KiB', sized24(Buffer.alloc(65_536)).subarray(0, 4), '01000000'],
])('%s', (_, bytes, hex) => {
  expect(bytes.toString('hex')).toBe(hex);
});
