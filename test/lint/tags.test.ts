import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagsOf } from '../../src/lint/tags.ts';

describe('tags and their quoted attributes', () => {
  it.each([
    ['<a b="c" d=\'e\'/>', [['a', ['b=c', 'd=e'], '']]],
    ['<VIEW wx:if = "{{a > b}}">x</VIEW>', [['view', ['wx:if={{a > b}}'], '']]],
    ['<a b c=d e="f">', [['a', ['e=f'], '']]],
    ['<!-- <a b="c"> --><d e="f">', [['d', ['e=f'], '']]],
    ['<!-- <a b="c">', []],
    ['a < b && c > d <e f="g">', [['e', ['f=g'], '']]],
    [
      '<wxs module="m">var a = "<b c=1>";</wxs><d>',
      [
        ['wxs', ['module=m'], 'var a = "<b c=1>";'],
        ['d', [], ''],
      ],
    ],
    [
      '<wxs src="a.wxs" module="m" /><d>',
      [
        ['wxs', ['src=a.wxs', 'module=m'], ''],
        ['d', [], ''],
      ],
    ],
    ['<script>a < b', [['script', [], 'a < b']]],
    ['<a b="never closed > <c d=1>', [['a', ['b=never closed > <c d=1>'], '']]],
    ['<a =">" b="c">', [['a', [], '']]],
  ])('%s', (text, expected) => {
    const shown = tagsOf(text).map(({ name, attributes, raw }) => [
      name,
      attributes.map(({ name: key, value }) => `${key}=${value}`),
      raw,
    ]);
    expect(shown).toEqual(expected);
  });
});

describe('any text at all', () => {
  const bits = ['<', '>', '"', "'", '=', '/', '<!--', '-->', '<a', '<script>', '</script>', ' ', '\n', 'b', '{{'];
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...bits), { maxLength: 80 }).map((some) => some.join('')),
  );

  it('is read, and each value stands where it is said to stand', () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const { attributes, raw, rawOffset } of tagsOf(source)) {
          expect(source.slice(rawOffset, rawOffset + raw.length)).toBe(raw);
          for (const { value, offset } of attributes) expect(source.slice(offset, offset + value.length)).toBe(value);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([['<a'], ['<a '], ['<!--'], ['<a b="'], ['<a b=\'c="'], ['<script>'], ['=" '], ['<a b ']])(
    '512 KiB of %s take a moment',
    (bit) => {
      const begin = performance.now();
      tagsOf(bit.repeat((512 * 1024) / bit.length));
      tagsOf(`<a${' '.repeat(512 * 1024)}`);
      expect(performance.now() - begin).toBeLessThan(10_000);
    },
  );
});
