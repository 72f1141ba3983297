import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePunycode } from '../../src/rules/punycode.ts';

describe('punycode', () => {
  it.each([
    ['mnchen-3ya', 'münchen'],
    ['fiqs8s', '中国'],
    ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
    ['-> $1.00 <--', '-> $1.00 <-'],
  ])('%s is %s (RFC 3492, 7.1)', (text, expected) => {
    expect(decodePunycode(text)).toBe(expected);
  });

  it.each(['99999999', '', 'é', 'a!', 'zzzzzzzzzzzzzzzzzzzzzzzz'])('%j is none', (text) => {
    expect(decodePunycode(text)).toBeNull();
  });

  it('reads what the system writes, for any name that it takes', () => {
    const letters = fc.constantFrom(...'aé中文日本ñøßя0-ü한국');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), (text) => {
        const label = domainToASCII(text);
        if (!/^xn--[^.]+$/.test(label)) return;
        expect(decodePunycode(label.slice(4))).toBe(domainToUnicode(label));
      }),
    );
  });

  it('ends for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        decodePunycode(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
