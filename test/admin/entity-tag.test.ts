import { expect, it } from 'vitest';
import { entityTag } from '../../src/admin/entity-tag.ts';

it('is quoted, and another for another text', () => {
  expect(entityTag('a')).toMatch(/^"[\w-]{43}"$/);
  expect(entityTag('a')).toBe(entityTag('a'));
  expect(entityTag('a')).not.toBe(entityTag('a '));
});
