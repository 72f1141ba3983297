import { expect, it } from 'vitest';
import { texts } from '../../../src/onboarding/texts/index.ts';

it('has each language under its name', () => {
  expect(Object.entries(texts).map(([name, { lang }]) => [name, lang])).toEqual([
    ['en', 'en'],
    ['zh', 'zh-CN'],
  ]);
});
