import { describe, expect, it } from 'vitest';
import { reasonPhrase } from '../../src/upstream/reason-phrase.ts';

describe('a reason phrase', () => {
  it.each([
    ['OK', 'OK'],
    ['', ''],
    [undefined, ''],
    ['So\tSo', 'So\tSo'],
    ['\u6210\u529f', Buffer.from('\u6210\u529f').toString('latin1')],
    ['Tr\ufffds bien', 'Tr?s bien'],
    ['a\x01b\x7fc', 'a b c'],
  ])('%j', (text, written) => {
    expect(reasonPhrase(text)).toBe(written);
  });
});
