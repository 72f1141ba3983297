import { expect, it } from 'vitest';
import { encode, octets, oid, sequence, truth } from '../../src/ca/der.ts';
import { extensionValue } from '../../src/probe/extension-value.ts';

const extension = (id: string, critical: boolean, value: string) =>
  sequence(oid(id), ...(critical ? [truth()] : []), octets(Buffer.from(value)));
const list = encode(sequence(extension('1.2.3', true, 'first'), extension('1.2.4', false, 'second')));

it.each([
  ['a critical one', '2a03', 'first'],
  ['one that is not', '2a04', 'second'],
  ['one that is not there', '2a05', 'null'],
])('%s', (_, id, value) => {
  expect(String(extensionValue(list, id))).toBe(value);
});

it('one without a value has none, and what is no list is refused', () => {
  expect(extensionValue(encode(sequence(sequence(oid('1.2.3')))), '2a03')).toBeNull();
  expect(() => extensionValue(Buffer.of(4, 0), '2a03')).toThrow('0x30');
});
