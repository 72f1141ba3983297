import { expect, it } from 'vitest';
import { z } from 'zod';
import { explained } from '../../src/admin/explained.ts';

const schema = z.strictObject({ a: z.object({ b: z.number() }).optional() });

it.each([
  [{ a: { b: 'x' } }, /^a\.b: /],
  [{ c: 1 }, /"c"$/],
  [[], /./],
])('names each key of %j that is wrong', (value, expected) => {
  const { error } = schema.safeParse(value);
  expect(error && explained(error)).toMatch(expected);
});
