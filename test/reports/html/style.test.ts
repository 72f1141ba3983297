import { expect, it } from 'vitest';
import { style } from '../../../src/reports/html/style.ts';

it('names no file, ends no element, and closes every block', () => {
  expect(style).not.toMatch(/url\(|@import|</);
  expect(style.split('{').length).toBe(style.split('}').length);
});

it('uses no colour that it does not declare', () => {
  for (const [, name] of style.matchAll(/var\((--\w+)\)/g)) expect(style).toContain(`${name}: #`);
});
