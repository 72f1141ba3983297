import { describe, expect, it } from 'vitest';
import { createRuleIndex } from '../../src/events/rule-index.ts';
import { rules } from '../../src/rules/index.ts';

describe('the rule index', () => {
  it('numbers the rules in their order and knows the stages of live traffic', () => {
    const index = createRuleIndex([
      { id: 'a', title: 'A', checks: { config: 1, tunnel: 1, request: 1 } },
      { id: 'b', title: 'B', checks: { config: 1 }, unread: 'asked' },
    ]);
    expect(index.places).toEqual([
      { rule: 'a', title: 'A', docs: 'docs/rules/a.md', stages: ['tunnel', 'request'], unread: null },
      { rule: 'b', title: 'B', docs: 'docs/rules/b.md', stages: [], unread: 'asked' },
    ]);
    expect([index.of('b'), index.of('a')]).toEqual([1, 0]);
  });

  it('takes the real rule table', () => {
    expect(createRuleIndex(rules).places.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id));
  });

  it('gives ids it does not know a place, and bounds them', () => {
    const index = createRuleIndex([{ id: 'a', title: 'A', checks: {} }]);
    expect([index.of('x'), index.of('y'), index.of('x')]).toEqual([1, 2, 1]);
    for (let n = 0; n < 1000; n += 1) index.of(`made-up-${n}`);
    expect(index.places.length).toBeLessThanOrEqual(66);
    expect(index.of('one more')).toBe(index.of('and another'));
    expect(index.of('x')).toBe(1);
  });
});
