import { expect, it } from 'vitest';
import { type Preconditions, precondition } from '../../src/admin/precondition.ts';

const cases: readonly (readonly [Preconditions, string | null, boolean])[] = [
  [{}, '"a"', true],
  [{}, null, true],
  [{ match: '"a"' }, '"a"', true],
  [{ match: '"b", "a"' }, '"a"', true],
  [{ match: '*' }, '"a"', true],
  [{ match: '*' }, null, false],
  [{ match: '"b"' }, '"a"', false],
  [{ match: 'W/"a"' }, '"a"', false],
  [{ match: '' }, '"a"', false],
  [{ noneMatch: '*' }, null, true],
  [{ noneMatch: '*' }, '"a"', false],
  [{ noneMatch: '"b"' }, '"a"', true],
  [{ noneMatch: '"a"' }, '"a"', false],
  [{ match: '"a"', noneMatch: '"a"' }, '"a"', false],
];

it.each(cases)('%j of the tag %s: %s', async (conditions, tag, isMet) => {
  const met = precondition(conditions, async () => tag);
  if (isMet) await expect(met).resolves.toBeUndefined();
  else await expect(met).rejects.toMatchObject({ statusCode: 412 });
});
