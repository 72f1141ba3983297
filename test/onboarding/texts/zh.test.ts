import { expect, it } from 'vitest';
import { en } from '../../../src/onboarding/texts/en.ts';
import { zh } from '../../../src/onboarding/texts/zh.ts';
import { sentences } from './texts.ts';

const chinese = sentences(zh);

it('says what English says, with the same things filled in', () => {
  const filled = (text: string | undefined) => text?.match(/\{\w+\}/g) ?? [];
  expect([...chinese.keys()]).toEqual([...sentences(en).keys()]);
  for (const [place, text] of sentences(en)) expect(filled(chinese.get(place)), place).toEqual(filled(text));
});

it('is Chinese, with its own commas', () => {
  for (const [place, text] of chinese) {
    if (!['lang', 'other'].includes(place)) expect(text, place).toMatch(/\p{Script=Han}/u);
    expect(text, place).not.toMatch(/\p{Script=Han}[,:;]|[,:;]\p{Script=Han}|(?:CA|”)[,:;]/u);
  }
});
