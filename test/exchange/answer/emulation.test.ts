import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Emulation, UNTRUE } from '../../../src/exchange/answer/emulation.ts';

const MARK = [0xef, 0xbb, 0xbf];

const emulated = (chunks: readonly (readonly number[])[], from: string | null = null): Buffer => {
  const emulation = new Emulation();
  const pieces = chunks.map((chunk) => emulation.take(Buffer.from(chunk), from));
  return Buffer.concat([...pieces, emulation.end(from)]);
};

describe('UTF-8', () => {
  it.each([
    ['without a mark', [[0x41]], [0x41]],
    ['with one', [[...MARK, 0x41]], [0x41]],
    ['with one in three chunks', [[0xef], [0xbb], [0xbf, 0x41]], [0x41]],
    ['with two', [[...MARK, ...MARK, 0x41]], [...MARK, 0x41]],
    ['with one further on', [[0x41], MARK], [0x41, ...MARK]],
    ['with nothing but a mark', [MARK], []],
    ['with a part of one', [[0xef, 0xbb]], [0xef, 0xbb]],
    ['that ends within a character', [[0x41, 0xe4, 0xbd]], [0x41, 0xe4, 0xbd]],
    ['with nothing', [], []],
  ])('%s', (_, chunks, expected) => {
    expect([...emulated(chunks)]).toEqual(expected);
  });

  it('without a mark is not changed, whatever the bytes and however they are cut', () => {
    const pieces = fc.array(fc.array(fc.integer({ min: 0, max: 0xff }), { maxLength: 6 }));
    fc.assert(
      fc.property(pieces, (chunks) => {
        const all = Buffer.from(chunks.flat());
        fc.pre(!all.subarray(0, 3).equals(Buffer.from(MARK)));
        expect(emulated(chunks).equals(all)).toBe(true);
      }),
    );
  });
});

describe('another charset', () => {
  it.each([
    ['GBK, cut within a character', [[0xc4], [0xe3, 0x41]], 'gbk', '你A'],
    ['what is none of it', [[0x41, 0xff, 0x41]], 'gbk', 'A\ufffdA'],
    ['what ends within a character', [[0x41, 0xc4]], 'gbk', 'A\ufffd'],
    ['UTF-16 with its mark', [[0xff, 0xfe, 0x41], [0]], 'utf-16le', 'A'],
  ])('%s', (_, chunks, from, expected) => {
    expect(String(emulated(chunks, from))).toBe(expected);
  });

  it('that shows in a later chunk: what was held back is converted with it', () => {
    const emulation = new Emulation();
    expect(String(emulation.take(Buffer.from([0x41, 0xc4]), null))).toBe('A');
    expect(String(emulation.take(Buffer.from([0xe3]), 'gbk'))).toBe('你');
    expect(emulation.end('gbk')).toHaveLength(0);
  });
});

it('a changed text has no length and no hash that it had', () => {
  expect([...UNTRUE]).toEqual(expect.arrayContaining(['content-length', 'content-md5', 'digest']));
});
