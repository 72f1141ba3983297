import { describe, expect, it } from 'vitest';
import { cleanVerdict, cleanVerdictsKept } from '../../src/rules/clean-verdict.ts';
import { rules, rulesAt } from '../../src/rules/index.ts';

const stages = ['config', 'tunnel', 'request', 'admit', 'dial', 'peer', 'body', 'response', 'clock'] as const;

describe('the verdict with nothing amiss', () => {
  it.each(stages)('names those of stage %s whose bits are in the sum, and no other', (stage) => {
    for (const { rule, bit } of rulesAt(stage)) {
      expect(cleanVerdict(stage, bit)).toEqual({ outcome: 'pass', violations: [], passed: [rule.id] });
    }
    const all = rulesAt(stage).reduce((sum, { bit }) => sum | bit, 0);
    expect(cleanVerdict(stage, all).passed).toEqual(
      rules.filter(({ checks }) => checks[stage] !== undefined).map(({ id }) => id),
    );
    expect(cleanVerdict(stage, 0).passed).toEqual([]);
  });

  it('is one object for one sum', () => {
    expect(cleanVerdict('tunnel', 3)).toBe(cleanVerdict('tunnel', 3));
    expect(cleanVerdict('tunnel', 3)).not.toBe(cleanVerdict('request', 3));
  });

  it('is made anew beyond two thousand of them, for nobody bounds the ways that flows go', () => {
    const before = cleanVerdict('dial', 1);
    for (let sum = 0; sum <= 2_000; sum += 1) cleanVerdict('tunnel', sum);
    expect(cleanVerdictsKept()).toBe(2_000);
    expect(cleanVerdict('tunnel', 2_000)).not.toBe(cleanVerdict('tunnel', 2_000));
    expect(cleanVerdict('tunnel', 2_000)).toEqual(cleanVerdict('tunnel', 2_000));
    expect(cleanVerdict('dial', 1)).toBe(before);
  });
});
