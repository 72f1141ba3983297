import { expect, it } from 'vitest';
import { askedLanguage, languageOf } from '../../src/onboarding/language.ts';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['zh', 'zh'],
  ['zh-Hant-TW', 'zh'],
  ['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
  ['de,fr;q=0.5', 'en'],
  ['de, zh-CN;q=0.4', 'zh'],
  ['zh;q=0', 'en'],
  ['zh;q=9, en;q=0.1', 'en'],
  ['zhx', 'en'],
  ['*', 'en'],
  [`${'x,'.repeat(1000)}zh`, 'en'],
])('%s: %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

it.each([
  ['/?lang=zh', 'zh'],
  ['/test/lan?lang=en&17', 'en'],
  ['/?a=1&lang=zh', 'zh'],
  ['/?lang=zhx', null],
  ['/?slang=zh', null],
  ['/', null],
])('%s asks for %s', (path, language) => {
  expect(askedLanguage(path)).toBe(language);
});
