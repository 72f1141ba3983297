import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readElements, readOnly, readSequence, TAG } from '../../../src/chain/x509/read-elements.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const hexOf = (content: Uint8Array | undefined) => Buffer.from(content ?? []).toString('hex');

describe('elements of DER', () => {
  it.each([
    ['nothing', '', []],
    ['one', '0201ff', ['02 ff']],
    ['two', '02010130020500', ['02 01', '30 0500']],
    ['an empty one', '0500', ['05 ']],
    ['a length of two bytes', `0482012c${'00'.repeat(300)}`, [`04 ${'00'.repeat(300)}`]],
    ['a length in more bytes than it needs', '04810101', ['04 01']],
  ])('%s', (_, hex, expected) => {
    const found = readElements(bytes(hex));
    expect(found?.map(({ tag, content }) => `${tag.toString(16).padStart(2, '0')} ${hexOf(content)}`)).toEqual(
      expected,
    );
  });

  it.each([
    ['a tag alone', '30'],
    ['a length beyond the end', '0403aabb'],
    ['a length that is cut off', '0482'],
    ['a length of five bytes', '048500000000010a'],
    ['the indefinite length of BER', '3080020101' + '0000'],
    ['a tag of two bytes', '1f8101' + '00'],
    ['a length of almost 2^32', '0484ffffffff'],
  ])('none in %s', (_, hex) => {
    expect(readElements(bytes(hex))).toBeNull();
  });

  it('one that has to be the only one', () => {
    expect(hexOf(readOnly(bytes('0201ff'), TAG.integer) ?? undefined)).toBe('ff');
    expect(readOnly(bytes('0201ff'), TAG.octets)).toBeNull();
    expect(readOnly(bytes('0201ff0201ff'), TAG.integer)).toBeNull();
    expect(readOnly(bytes(''), TAG.integer)).toBeNull();
  });

  it('those of a sequence', () => {
    expect(readSequence(bytes('3003020107'))?.map(({ content }) => hexOf(content))).toEqual(['07']);
    expect(readSequence(bytes('3103020107'))).toBeNull();
    expect(readSequence(bytes('30020201'))).toBeNull();
  });

  it('whatever the bytes are, they are read once, to an end, and never beyond it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        const found = readElements(any) ?? [];
        const length = found.reduce((sum, { content }) => sum + content.length + 2, 0);
        expect(length).toBeLessThanOrEqual(any.length);
      }),
      { numRuns: 5_000 },
    );
  });
});
