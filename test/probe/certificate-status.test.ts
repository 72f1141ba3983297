import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sized24, u8 } from '../../src/probe/bytes.ts';
import { readCertificateStatus } from '../../src/probe/certificate-status.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const status = (type: number): Buffer => Buffer.concat([u8(type), sized24(Buffer.from('response'))]);

it('gives the response', () => {
  expect(String(readCertificateStatus(status(1)))).toBe('response');
});

it.each([
  ['another type', status(2), /type 2/],
  ['half of it', status(1).subarray(0, 6), /announced/],
  ['bytes behind it', Buffer.concat([status(1), u8(0)]), /behind the end/],
])('refuses %s', (_, bytes, message) => {
  expect(() => readCertificateStatus(bytes)).toThrow(message);
});

it('any bytes give a response or our own error', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void onlyWireErrors(() => readCertificateStatus(bytes))));
});
