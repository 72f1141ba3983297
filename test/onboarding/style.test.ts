import { expect, it } from 'vitest';
import { style } from '../../src/onboarding/style.ts';

it('loads nothing, needs no new feature, and has a dark side', () => {
  expect(style).not.toMatch(/url\(|@import|var\(|<\//);
  expect(style).toContain('prefers-color-scheme: dark');
});
