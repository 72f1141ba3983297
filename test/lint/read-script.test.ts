import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../src/lint/read-script.ts';

/** Each literal as its text, its place and what follows a part put in at run time; `§` stands for `$`. */
const literalsOf = (text: string, hasJsx = true) =>
  readScript(text.replaceAll('§', '$'), hasJsx).literals.map(({ text: value, offset, rest }) => [value, offset, rest]);

describe('literals', () => {
  it.each([
    ["'a'", [['a', 1, null]]],
    ['"a" + b', [['a', 1, '']]],
    ['b + "a"', [['a', 5, null]]],
    ['`a`', [['a', 1, null]]],
    ['`a§{b}c§{d}e`', [['a', 1, 'c']]],
    [
      '`a§{`b§{c}d`}e`',
      [
        ['a', 1, 'e'],
        ['b', 5, 'd'],
      ],
    ],
    ["'a\\/b\\x41\\u0042\\u{43}\\n'", [['a/bABC\n', 1, null]]],
    ["// 'a'\n/* 'b' */ 'c'", [['c', 18, null]]],
    ["x = /'a'/g; y = 1 / 'b' / 2", [['b', 21, null]]],
    ["#!/usr/bin/env node 'a'\n'b'", [['b', 25, null]]],
    [
      "<a b='c'>d 'e' {'f'}</a>",
      [
        ['c', 6, null],
        ['f', 17, null],
      ],
    ],
    [
      '{ "$schema": "a", "b": "c" }',
      [
        ['$schema', 3, null],
        ['b', 19, null],
        ['c', 24, null],
      ],
    ],
    [
      "'not closed\n'b'",
      [
        ['not closed', 1, null],
        ['b', 13, null],
      ],
    ],
    ['`not closed §{a', [['not closed ', 1, '']]],
  ])('%s', (text, expected) => expect(literalsOf(text)).toEqual(expected));

  it('without JSX a cast is no tag', () => {
    expect(literalsOf("<string>'a'; /* </string> */ 'b'", false).map(([text]) => text)).toEqual(['a', 'b']);
  });

  it('places count from where the text begins', () => {
    expect(readScript("'a'", true, 10).literals).toMatchObject([{ offset: 11 }]);
  });
});

describe('secrets', () => {
  const long = 'c0ffee00c0ffee00c0ffee00';
  it.each([
    [`appSecret: '${long}'`, [12]],
    [`const APP_SECRET = \`${long}\``, [20]],
    [`"appsecret" : "${long}"`, [15]],
    [`secret: string = '${long}'`, [18]],
    [`secret?: string = '${long}'`, [19]],
    [`a['secret'] = '${long}'`, [15]],
    [`#appSecret = '${long}'`, [14]],
    [`appSecret = env.SECRET`, []],
    [`appSecret === '${long}'`, []],
    [`appSecret: 'your-app-secret'`, []],
    [`secret: 'type it here'`, []],
    [`secretary: '${long}'`, []],
    [`// appSecret: '${long}'`, []],
  ])('%s', (text, expected) => expect(readScript(text, true).secrets).toEqual(expected));
});

describe('any text at all', () => {
  const bits = [
    "'",
    '"',
    '`',
    '${',
    '}',
    '/',
    '//',
    '/*',
    '*/',
    '<a ',
    '</a>',
    '>',
    '\\',
    '\n',
    'secret',
    ':',
    '=',
    'https://a.test',
    '\u2028',
    '\uD800',
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...bits), { maxLength: 80 }).map((some) => some.join('')),
  );

  it('is read, and each literal stands where it is said to stand', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (source, hasJsx) => {
        const { literals, secrets } = readScript(source, hasJsx);
        for (const { text: value, offset } of literals) {
          expect(offset).toBeLessThanOrEqual(source.length);
          const raw = source.slice(offset, offset + value.length);
          if (!source.includes('\\')) expect(raw).toBe(value);
        }
        for (const offset of secrets) expect(source[offset - 1]).toMatch(/["'`]/);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([['`${'], ['<a '], ['/*'], ["'"], ['a=/[/'], ['('], ['secret:']])('512 KiB of %s take a moment', (bit) => {
    const begin = performance.now();
    readScript(bit.repeat((512 * 1024) / bit.length), true);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
