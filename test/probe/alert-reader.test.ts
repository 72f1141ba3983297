import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AlertReader } from '../../src/probe/alert-reader.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const closed = { outcome: 'refused', by: 'closed' } as const;

it('a fatal alert refuses, with its name, also in two records', () => {
  expect(new AlertReader().push(Buffer.of(2, 70))).toEqual({
    outcome: 'refused',
    by: 'alert',
    alert: 'protocol_version',
  });
  const reader = new AlertReader();
  expect(reader.push(Buffer.of(2))).toBeNull();
  expect(reader.push(Buffer.of(40))).toEqual({ outcome: 'refused', by: 'alert', alert: 'handshake_failure' });
});

it('a warning refuses nothing', () => {
  expect(new AlertReader().push(Buffer.of(1, 112))).toBeNull();
});

it('close_notify is a close', () => {
  expect(new AlertReader().push(Buffer.of(1, 0))).toEqual(closed);
});

it('a close right after a warning was meant by it; silence was not', () => {
  const reader = new AlertReader();
  reader.push(Buffer.of(1, 40));
  expect(reader.ended(closed)).toEqual({ outcome: 'refused', by: 'alert', alert: 'handshake_failure' });
  expect(reader.push(Buffer.of(1, 0))).toEqual({ outcome: 'refused', by: 'alert', alert: 'handshake_failure' });
  expect(reader.ended({ outcome: 'silent' })).toEqual({ outcome: 'silent' });
  expect(new AlertReader().ended(closed)).toEqual(closed);
});

it('any bytes refuse, or do not, or give our own error', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 4 })), (pieces) => {
      const reader = new AlertReader();
      onlyWireErrors(() => pieces.map((piece) => reader.push(piece)));
    }),
  );
});
