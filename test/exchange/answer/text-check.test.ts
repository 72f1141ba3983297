import { describe, expect, it } from 'vitest';
import { TextCheck } from '../../../src/exchange/answer/text-check.ts';

const BOM = [0xef, 0xbb, 0xbf];
const GBK = [0x22, 0xc4, 0xe3, 0xba, 0xc3, 0x22];

const factsOf = (named: string | null, chunks: readonly (readonly number[])[], isWhole = true) => {
  const check = new TextCheck(named);
  for (const chunk of chunks) check.take(Buffer.from(chunk));
  return check.facts(isWhole);
};
const bytewise = (bytes: readonly number[]) => bytes.map((byte) => [byte]);

describe('the charset', () => {
  it.each([
    ['UTF-8', null, [[...Buffer.from('"你好"')]], { isUtf8: true, charset: null }],
    ['UTF-8 byte by byte', 'utf-8', bytewise([...Buffer.from('"你好"')]), { isUtf8: true, charset: null }],
    ['GBK as named', 'gbk', [GBK], { isUtf8: false, charset: 'gbk', converts: true }],
    ['GBK as named, byte by byte', 'gbk', bytewise(GBK), { isUtf8: false, charset: 'gbk', converts: true }],
    ['GBK unnamed', null, [GBK], { isUtf8: false, charset: 'GB18030', converts: true }],
    ['GBK that is called UTF-8', 'utf-8', [GBK], { isUtf8: false, charset: 'GB18030', converts: true }],
    ['GBK with a fault', 'gbk', [[...GBK, 0xff]], { isUtf8: false, charset: 'gbk', converts: false }],
    ['GBK cut off', 'gbk', [[...GBK, 0xc4]], { isUtf8: false, charset: 'gbk', converts: false }],
    ['a charset that nobody knows', 'klingon', [[0xff]], { isUtf8: false, charset: 'klingon', converts: false }],
    ['ASCII in any charset', 'gbk', [[0x41]], { isUtf8: true, charset: null }],
    [
      'UTF-16, whose bytes are UTF-8 too',
      'utf-16le',
      [[0x41, 0]],
      { isUtf8: false, charset: 'utf-16le', converts: true },
    ],
    ['UTF-8 that ends within a character', null, [[0x41, 0xe4]], { isUtf8: false, converts: false }],
  ])('%s', (_, named, chunks, expected) => {
    expect(factsOf(named, chunks)).toMatchObject(expected);
  });

  it('of what broke off within a character is not judged by that', () => {
    expect(factsOf(null, [[0x41, 0xe4]], false)).toMatchObject({ isUtf8: true, isWhole: false });
  });
});

describe('the start', () => {
  it.each([
    [[], 0, false],
    [BOM, 1, false],
    [[...BOM, ...BOM, 0x7b], 2, false],
    [[...BOM, ...BOM, ...BOM], 2, false],
    [[0x7b, ...BOM], 0, false],
    [[0x20, 0x0a, 0x3c], 0, true],
    [[...BOM, 0x3c], 1, true],
  ])('%j: %i marks, a tag %s', (bytes, boms, opensWithTag) => {
    const text = [...bytes, 0x41];
    expect(factsOf(null, [text])).toMatchObject({ boms, opensWithTag });
    expect(factsOf(null, bytewise(text))).toMatchObject({ boms, opensWithTag });
  });

  it.each([
    ['nothing', [], null, null],
    ['a part of a mark', [0xef], null, null],
    ['one mark', BOM, null, null],
    ['one mark and a part of another', [...BOM, 0xef, 0xbb], null, null],
    ['two marks', [...BOM, ...BOM], 2, null],
    ['blanks', [0x20, 0x0a], 0, null],
    ['a mark and a letter', [...BOM, 0x41], 1, false],
    ['a letter', [0x41], 0, false],
    ['a tag', [0x20, 0x3c], 0, true],
  ])('that broke off after %s', (_, bytes, boms, opensWithTag) => {
    expect(factsOf(null, [bytes], false)).toMatchObject({ boms, opensWithTag, isWhole: false });
    expect(factsOf(null, bytewise(bytes), false)).toMatchObject({ boms, opensWithTag, isWhole: false });
  });

  it('of nothing is no text', () => {
    expect(factsOf(null, [])).toBeNull();
    expect(factsOf(null, [[]])).toBeNull();
  });
});

it.each([
  [null, [0x41], null],
  ['gbk', GBK, 'gbk'],
  [null, GBK, 'GB18030'],
  [null, [0xff], null],
])('named %j, %j: converts from %j', (named, bytes, expected) => {
  const check = new TextCheck(named);
  check.take(Buffer.from(bytes));
  expect(check.convertsFrom).toBe(expected);
});
