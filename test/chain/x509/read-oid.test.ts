import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, oid } from '../../../src/ca/der.ts';
import { readOid } from '../../../src/chain/x509/read-oid.ts';

it.each(['2.5.29.19', '1.2.840.113549.1.1.11', '1.3.6.1.5.5.7.48.2', '0.9.2342.19200300.100.1.25', '2.100.3'])(
  '%s',
  (dotted) => {
    expect(readOid(Buffer.from(bytesOf(oid(dotted))))).toBe(dotted);
  },
);

it.each([
  ['nothing', ''],
  ['a number that does not end', '5581'],
  ['a number beyond 2^53', `55${'ff'.repeat(9)}7f`],
])('%s is none', (_, hex) => {
  expect(readOid(Buffer.from(hex, 'hex'))).toBe('');
});

it('any bytes give numbers and dots, or nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (any) => {
      expect(readOid(any)).toMatch(/^(\d+(\.\d+)+)?$/);
    }),
    { numRuns: 5_000 },
  );
});
