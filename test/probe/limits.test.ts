import { expect, it } from 'vitest';
import { PROBE_LIMITS } from '../../src/probe/limits.ts';

it('everything about a probe has a bound', () => {
  expect(Object.values(PROBE_LIMITS).filter((limit) => !Number.isSafeInteger(limit) || limit <= 0)).toEqual([]);
});
