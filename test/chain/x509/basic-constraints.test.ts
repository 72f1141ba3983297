import { expect, it } from 'vitest';
import { readBasicConstraints } from '../../../src/chain/x509/basic-constraints.ts';

const read = (hex: string) => readBasicConstraints(Buffer.from(hex, 'hex'));

it.each([
  ['a CA', '30030101ff', { ca: true, pathLength: null }],
  ['a CA with none below', '30060101ff020100', { ca: true, pathLength: 0 }],
  ['a CA with two below', '30060101ff020102', { ca: true, pathLength: 2 }],
  ['a CA with 256 below', '30070101ff02020100', { ca: true, pathLength: Number.MAX_SAFE_INTEGER }],
  ['no CA', '3000', { ca: false, pathLength: null }],
  ['no CA, written out', '3003010100', { ca: false, pathLength: null }],
])('%s', (_, hex, expected) => {
  expect(read(hex)).toEqual(expected);
});

it.each([
  ['no sequence', '0101ff'],
  ['something else in it', '30020500'],
  ['a negative length', '30060101ff0201ff'],
  ['a length of nothing', '30050101ff0200'],
  ['two flags', '30060101ff0101ff'],
])('none: %s', (_, hex) => {
  expect(read(hex)).toBeNull();
});
