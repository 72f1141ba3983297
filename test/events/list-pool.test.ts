import { describe, expect, it } from 'vitest';
import { createListPool } from '../../src/events/list-pool.ts';

describe('the list pool', () => {
  it('hands back one array for equal lists', () => {
    const share = createListPool();
    const [first, second] = [share(['a', 'b']), share(['a', 'b'])];
    expect(second).toBe(first);
    expect(share([])).toBe(share([]));
    expect(share(['b', 'a'])).not.toBe(first);
    expect(share(['a'])).toEqual(['a']);
  });

  it('takes no more lists than its limit, and hands the others back as they came', () => {
    const share = createListPool(1);
    const first = share(['a']);
    const other = ['b'];
    expect(share(other)).toBe(other);
    expect(share(['b'])).not.toBe(other);
    expect(share(['a'])).toBe(first);
  });
});
