import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sized16, u16 } from '../../src/probe/bytes.ts';
import { EXTENSION, readExtensions } from '../../src/probe/extensions.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

it('gives back every list of different extensions', () => {
  const lists = fc.uniqueArray(fc.tuple(fc.nat(0xffff), fc.uint8Array({ maxLength: 20 })), {
    selector: ([type]) => type,
  });
  fc.assert(
    fc.property(lists, (list) => {
      const bytes = Buffer.concat(list.map(([type, content]) => Buffer.concat([u16(type), sized16(content)])));
      expect([...readExtensions(bytes)].map(([type, content]) => [type, [...content]])).toEqual(
        list.map(([type, content]) => [type, [...content]]),
      );
    }),
  );
});

it('refuses one that comes twice, and one that is cut off', () => {
  const one = Buffer.concat([u16(EXTENSION.sct), sized16()]);
  expect(() => readExtensions(Buffer.concat([one, one]))).toThrow('extension 18 comes twice');
  expect(() => readExtensions(one.subarray(0, 3))).toThrow('announced');
});

it('any bytes give extensions or our own error', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void onlyWireErrors(() => readExtensions(bytes))));
});
