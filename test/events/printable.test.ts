import { describe, expect, it } from 'vitest';
import { printable } from '../../src/events/printable.ts';

describe('printable', () => {
  it.each([
    ['https://a.test/ä?x=1&y=%0a', 'https://a.test/ä?x=1&y=%0a'],
    ['a\nb', 'a\\u000ab'],
    ['a\r\nb\tc', 'a\\u000d\\u000ab\\u0009c'],
    ['\u001b[2J', '\\u001b[2J'],
    ['\u009b31m', '\\u009b31m'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['\u{e0041}', '\\udb40\\udc41'],
    ['lone \ud800', 'lone \\ud800'],
    ['中文 😀', '中文 😀'],
  ])('%j', (text, shown) => expect(printable(text)).toBe(shown));

  it('leaves the meaning of JSON text as it was', () => {
    const value = { text: 'a\n\u009b\u202e\u{e0041}' };
    expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
  });
});
