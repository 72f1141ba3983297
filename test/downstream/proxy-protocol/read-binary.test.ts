import { expect, it } from 'vitest';
import { readBinary } from '../../../src/downstream/proxy-protocol/read-binary.ts';
import { from4, header2 } from '../../support/proxy-header.ts';

const six = (front: readonly number[]) => [...front, ...Array.from({ length: 36 - front.length }, () => 0)];
const V6 = six([0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
const MAPPED = six([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 168, 1, 2]);
const TLV = [0x03, 0, 4, 1, 2, 3, 4, 0x04, 0, 2, 0, 0];

it.each([
  ['IPv4', from4('192.168.1.2'), '192.168.1.2'],
  ['IPv4 and more', from4('192.168.1.2', ...TLV), '192.168.1.2'],
  ['IPv6', header2(0x21, 0x21, V6), '2001:db8::7'],
  ['IPv6 and more', header2(0x21, 0x21, [...V6, ...TLV]), '2001:db8::7'],
  ['IPv4 in IPv6', header2(0x21, 0x21, MAPPED), '192.168.1.2'],
  ['nothing', header2(0x21, 0, []), null],
  ['nothing, with more', header2(0x21, 0, TLV), null],
  ['itself', header2(0x20, 0, []), null],
  ['itself, whatever else it says', header2(0x20, 0x11, [1, 2, 3]), null],
  ['the longest', from4('192.168.1.2', ...Array.from({ length: 4084 }, () => 0)), '192.168.1.2'],
])('%s', (_, bytes, address) => {
  expect(readBinary(Buffer.concat([bytes, Buffer.from('behind')]))).toEqual({ value: address, end: bytes.length });
  for (let length = 12; length < Math.min(bytes.length, 100); length += 1) {
    expect(readBinary(bytes.subarray(0, length))).toBe('more');
  }
});

it.each([
  ['version 1', header2(0x11, 0x11, [...from4('1.2.3.4').subarray(16)])],
  ['version 3', header2(0x31, 0x11, [...from4('1.2.3.4').subarray(16)])],
  ['another command', header2(0x22, 0, [])],
  ['UDP', header2(0x21, 0x12, [...from4('1.2.3.4').subarray(16)])],
  [
    'a UNIX socket',
    header2(
      0x21,
      0x31,
      Array.from({ length: 216 }, () => 0),
    ),
  ],
  ['another family', header2(0x21, 0x41, V6)],
  ['too little for IPv4', header2(0x21, 0x11, [1, 2, 3, 4])],
  ['too little for IPv6', header2(0x21, 0x21, V6.slice(1))],
  ['a length over the limit', header2(0x21, 0x11, [], 4097)],
  ['a length over the limit of itself', header2(0x20, 0, [], 65_535)],
])('%s is malformed', (_, bytes) => {
  expect(readBinary(bytes)).toBe('malformed');
});
