import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkup } from '../../src/lint/read-markup.ts';

const literalsOf = (text: string) =>
  readMarkup(text).literals.map(({ text: value, offset, rest, place }) => [value, offset, rest, place]);

describe('wxml', () => {
  it.each([
    ['<image src="a"/>', [['a', 12, null, 'page']]],
    ['<web-view src="a"/>', [['a', 15, null, 'link']]],
    ['<image src="a{{b}}c{{d}}"/>', [['a', 12, 'c', 'page']]],
    [
      "<image src=\"{{b ? 'c' : d + 'e'}}\"/>",
      [
        ['', 12, '', 'page'],
        ['c', 19, null, 'page'],
        ['e', 29, null, 'page'],
      ],
    ],
    ['<image src="{{ never closed"/>', [['', 12, '', 'page']]],
    ['<svg xmlns="a" xmlns:b="c"/>', []],
    ['<!-- <image src="a"/> --> text "b"', []],
    [
      "<wxs module='m'>var a = 'b'; // 'c'\n</wxs>",
      [
        ['m', 13, null, 'page'],
        ['b', 25, null, 'code'],
      ],
    ],
    [
      '<view style="a: url(\'b\')"/>',
      [
        ["a: url('b')", 13, null, 'page'],
        ['b', 21, null, 'page'],
      ],
    ],
    [
      '<view style="a: url(b{{c}})"/>',
      [
        ['a: url(b', 13, ')', 'page'],
        ['b', 20, '', 'page'],
      ],
    ],
  ])('%s', (text, expected) => expect(literalsOf(text)).toEqual(expected));
});

describe('vue', () => {
  it.each([
    ['<image :src="a + \'b\'"/>', [['b', 18, null, 'page']]],
    [
      '<view @tap="f(`a`)" v-if="c === \'d\'"/>',
      [
        ['a', 15, null, 'page'],
        ['d', 33, null, 'page'],
      ],
    ],
    [
      '<script lang="ts">const a = <b>\'c\';</script>',
      [
        ['ts', 14, null, 'page'],
        ['c', 32, null, 'code'],
      ],
    ],
    ["<script>const a = <b>'c'</b>;</script>", []],
    ["<style>a { b: url('c') }</style>", []],
  ])('%s', (text, expected) => expect(literalsOf(text)).toEqual(expected));
});

it('a secret in the script of a page is one', () => {
  expect(readMarkup('<script>const appSecret = "c0ffee00"</script>').secrets).toEqual([27]);
});

it('any text at all is read, and each literal stands where it is said to stand', () => {
  const bits = [
    '<',
    '>',
    '"',
    "'",
    '`',
    '=',
    '{{',
    '}}',
    '<!--',
    '<a ',
    ':b="',
    '<wxs>',
    '</wxs>',
    ' style="url(',
    'https://a.test',
    '\n',
  ];
  const text = fc.array(fc.constantFrom(...bits), { maxLength: 80 }).map((some) => some.join(''));
  fc.assert(
    fc.property(text, (source) => {
      for (const { text: value, offset } of readMarkup(source).literals) {
        expect(source.slice(offset, offset + value.length)).toBe(value);
      }
    }),
    { numRuns: 2000 },
  );
});

it.each([['{{'], ['}}'], ['{{}}'], ['url('], ['url( ']])('512 KiB of %s in an attribute take a moment', (bit) => {
  const begin = performance.now();
  readMarkup(`<a style="${bit.repeat((512 * 1024) / bit.length)}`);
  expect(performance.now() - begin).toBeLessThan(10_000);
});
