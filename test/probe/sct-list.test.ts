import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sized16, u8 } from '../../src/probe/bytes.ts';
import { readSctList } from '../../src/probe/sct-list.ts';
import { sctListOf } from '../support/transparency.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

it('gives every timestamp its log and its time', () => {
  const times = fc.array(fc.integer({ min: 0, max: 2 ** 43 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(times, fc.uint8Array({ minLength: 32, maxLength: 32 }), (list, logId) => {
      const wanted = list.map((at) => ({ at, logId: Buffer.from(logId).toString('base64') }));
      expect(readSctList(sctListOf(...wanted))).toEqual(wanted);
    }),
  );
});

const good = { logId: Buffer.alloc(32, 1).toString('base64'), at: 1 };

it.each([
  ['no timestamp', sized16(), /no timestamps/],
  ['another version', sized16(sized16(u8(1), sctListOf(good).subarray(5))), /version 1/],
  ['half of one', sctListOf(good).subarray(0, 40), /announced/],
])('refuses %s', (_, bytes, message) => {
  expect(() => readSctList(bytes)).toThrow(message);
});

it('any bytes give timestamps or our own error', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void onlyWireErrors(() => readSctList(bytes))));
});
