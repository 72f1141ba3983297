import { expect, it } from 'vitest';
import { guessCharset } from '../../../src/exchange/answer/guess-charset.ts';

/** `{"n":"你好世界"}` in GBK. */
const gbk = Buffer.from('7b226e223a22c4e3bac3cac0bde7227d', 'hex');
const latin = Buffer.from('{"n":"déjà vu à Paris, été"}', 'latin1');

it.each([
  ['GBK, a few characters', gbk, { charset: 'GB18030', isTelling: true }],
  ['GBK, far behind ASCII', Buffer.concat([Buffer.alloc(60_000, 'x'), gbk]), { charset: 'GB18030', isTelling: true }],
  [
    'UTF-8 with a byte that is none',
    Buffer.concat([Buffer.from('{"n":"你好世界'), Buffer.from([0xff]), Buffer.from('"}')]),
    { charset: 'broken UTF-8', isTelling: false },
  ],
  ['UTF-16 with its mark', Buffer.from('\ufeff{"n":1}', 'utf16le'), { charset: 'UTF-16LE', isTelling: true }],
])('%s', (_, bytes, expected) => {
  expect(guessCharset(bytes)).toEqual(expected);
});

it('single bytes prove nothing', () => {
  expect(guessCharset(latin)?.isTelling).toBe(false);
});

it('a sample that ends within a pair is in pairs', () => {
  const pairs = Buffer.concat([Buffer.from('x'), Buffer.alloc(4000, Buffer.from([0xc4, 0xe3]))]);
  expect(guessCharset(pairs)?.isTelling).toBe(true);
});
