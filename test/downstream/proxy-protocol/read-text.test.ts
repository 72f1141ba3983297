import { expect, it } from 'vitest';
import { readText } from '../../../src/downstream/proxy-protocol/read-text.ts';

it.each([
  ['TCP4 192.168.1.2 10.0.0.1 56324 443', '192.168.1.2'],
  ['TCP6 2001:db8:0:0:0:0:0:7 2001:db8::1 1 65535', '2001:db8::7'],
  ['TCP6 ::ffff:192.168.1.2 ::1 1 2', '192.168.1.2'],
  ['UNKNOWN', null],
  ['UNKNOWN 1.2.3.4 whatever stands there', null],
])('PROXY %s', (line, address) => {
  const bytes = Buffer.from(`PROXY ${line}\r\n`);
  expect(readText(Buffer.concat([bytes, Buffer.from('behind\r\n')]))).toEqual({ value: address, end: bytes.length });
  for (let length = 6; length < bytes.length; length += 1) expect(readText(bytes.subarray(0, length))).toBe('more');
});

it.each([
  '',
  'TCP4',
  'TCP4 1.2.3.4 1.2.3.4 1',
  'TCP4 1.2.3.4 1.2.3.4 1 2 3',
  'TCP4 1.2.3.4 1.2.3.4 01 2',
  'TCP4 1.2.3.4 1.2.3.4 1 65536',
  'TCP4 1.2.3.4 1.2.3.4 -1 2',
  'TCP4  1.2.3.4 1.2.3.4 1 2',
  'TCP4 1.2.3.04 1.2.3.4 1 2',
  'TCP4 0x7f000001 1.2.3.4 1 2',
  'TCP4 1.2.3 1.2.3.4 1 2',
  'TCP4 ::1 ::1 1 2',
  'TCP6 1.2.3.4 1.2.3.4 1 2',
  'TCP6 fe80::1%eth0 ::1 1 2',
  'TCP4 shop.test 1.2.3.4 1 2',
  'UDP4 1.2.3.4 1.2.3.4 1 2',
  'tcp4 1.2.3.4 1.2.3.4 1 2',
  'constructor 1.2.3.4 1.2.3.4 1 2',
  `UNKNOWN ${'x'.repeat(100)}`,
])('PROXY %s is malformed', (line) => {
  expect(readText(Buffer.from(`PROXY ${line}\r\n`))).toBe('malformed');
});

it('a line that does not end is malformed at 107 bytes', () => {
  expect(readText(Buffer.from('PROXY UNKNOWN '.padEnd(106, 'x')))).toBe('more');
  expect(readText(Buffer.from('PROXY UNKNOWN '.padEnd(107, 'x')))).toBe('malformed');
});
