import { describe, expect, it } from 'vitest';
import { parseFields, refuseForbidden } from '../../../src/upstream/http1/fields.ts';

const BAD = expect.objectContaining({ code: 'BAD_RESPONSE' });

describe('header lines', () => {
  it.each([
    ['A: 1', ['A', '1']],
    ['A:1\r\na: 2\r\nA:', ['A', '1', 'a', '2', 'A', '']],
    ['A: \t 1 2 \t', ['A', '1 2']],
    ['A:  \t ', ['A', '']],
    ['A: \xa01\xa0', ['A', '\xa01\xa0']],
    ['A: b: c', ['A', 'b: c']],
    ["!#$%&'*+-.^_`|~9: x", ["!#$%&'*+-.^_`|~9", 'x']],
    ['', []],
  ])('%j', (text, fields) => {
    expect(parseFields(text, 0)).toEqual(fields);
    expect(parseFields(`skipped${text}`, 7)).toEqual(fields);
  });

  it.each([
    'A',
    ': x',
    'A : x',
    ' A: x',
    '\tA: x',
    'A: 1\r\n b',
    'A: 1\r\nB\r\nC: 2',
    'A@: 1',
    'A: 1\r\n\r\nB: 2',
    '\xe9: 1',
  ])('are none: %j', (text) => {
    expect(() => parseFields(text, 0)).toThrow(BAD);
  });
});

describe('what may not stand in a head', () => {
  it.each(['a\0b', 'a\x01b', 'a\x1fb', 'a\x7fb', 'a\x0bb', 'a\rb', 'a\nb', '\r\n\n', '\r\r\n', 'a\r'])('%j', (text) => {
    expect(() => refuseForbidden(text)).toThrow(BAD);
  });

  it.each(['', 'a\tb', 'a\r\nb', '\r\n\r\n', '\xe9\xff\x80', ' ~'])('is not %j', (text) => {
    expect(() => refuseForbidden(text)).not.toThrow();
  });
});
