import { expect, it } from 'vitest';
import { distinguishedName } from '../../../src/ca/certificate.ts';
import { type Der, encode, oid, sequence, set, utf8 } from '../../../src/ca/der.ts';
import { readOnly, TAG } from '../../../src/chain/x509/read-elements.ts';
import { readName } from '../../../src/chain/x509/read-name.ts';

const content = (der: Der) => readOnly(encode(der), TAG.sequence) ?? Buffer.of(0xff);
const read = (der: Der) => readName(content(der));

it('a name by its parts', () => {
  const name = distinguishedName({ CN: 'A Root', O: 'mpgate tests' });
  expect(read(name)).toEqual(['2.5.4.3=a root', '2.5.4.10=mpgate tests']);
});

it('an empty one', () => {
  expect(read(sequence())).toEqual([]);
});

it('the same, whatever its case, its spaces and the kind of its strings', () => {
  const asBmp = Buffer.concat([
    Buffer.from('3117301506035504031e0e', 'hex'),
    Buffer.from(' A Root', 'utf16le').swap16(),
  ]);
  expect(readName(asBmp)).toEqual(['2.5.4.3=a root']);
  expect(read(distinguishedName({ CN: '  A   ROOT ' }))).toEqual(['2.5.4.3=a root']);
});

it('parts of several attributes, in any order', () => {
  const attribute = (id: string, value: string) => sequence(oid(id), utf8(value));
  const one = read(sequence(set(attribute('2.5.4.3', 'a'), attribute('2.5.4.10', 'b'))));
  const other = read(sequence(set(attribute('2.5.4.10', 'b'), attribute('2.5.4.3', 'a'))));
  expect(one).toEqual(['2.5.4.10=b+2.5.4.3=a']);
  expect(other).toEqual(one);
});

it.each([
  ['no set', sequence(sequence(oid('2.5.4.3'), utf8('a')))],
  ['an attribute without a value', sequence(set(sequence(oid('2.5.4.3'))))],
  ['an attribute without a type', sequence(set(sequence(utf8('a'), utf8('b'))))],
])('none of %s', (_, der) => {
  expect(read(der)).toBeNull();
});

it('none of bytes that are no DER', () => {
  expect(readName(Buffer.from('31ff', 'hex'))).toBeNull();
  expect(readName(Buffer.from('3102ff05', 'hex'))).toBeNull();
});
