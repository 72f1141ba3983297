import { expect, it } from 'vitest';
import { en } from '../../../src/onboarding/texts/en.ts';
import { sentences } from './texts.ts';

it('says everything, in Latin letters', () => {
  for (const [place, text] of sentences(en)) {
    expect(text, place).not.toBe('');
    if (place !== 'other') expect(text, place).not.toMatch(/\p{Script=Han}/u);
  }
});
