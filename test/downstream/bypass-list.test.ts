import { expect, it } from 'vitest';
import { bypassPattern } from '../../src/config/host-pattern.ts';
import { BYPASS_LIST, BYPASS_LIST_DATE } from '../../src/downstream/bypass-list.ts';

it('has a day, and each entry a use and a source', () => {
  expect(new Date(BYPASS_LIST_DATE).toISOString()).toMatch(BYPASS_LIST_DATE);
  for (const { use, source } of BYPASS_LIST) {
    expect(use).not.toBe('');
    expect(source).toMatch(/^(observed|https:\/\/\S+)$/);
  }
});

it('names each host once, as the config key could', () => {
  const patterns = BYPASS_LIST.flatMap((entry) => entry.patterns);
  expect(new Set(patterns).size).toBe(patterns.length);
  for (const pattern of patterns) expect(bypassPattern.safeParse(pattern).success).toBe(true);
});
