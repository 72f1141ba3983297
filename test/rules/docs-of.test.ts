import { expect, it } from 'vitest';
import { docsOf } from '../../src/rules/docs-of.ts';

it('is the page about a rule', () => {
  expect(docsOf('bom')).toBe('docs/rules/bom.md');
});
