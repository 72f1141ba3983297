import { expect, it } from 'vitest';
import { nameMatcher } from '../../src/config/name-matcher.ts';

it.each([
  ['*.json', 'a.json', true],
  ['*.json', '.a.json', false],
  ['.*.json', '.a.json', true],
  ['a*b.json', 'a.x.b.json', true],
  ['*.json', 'a.jsonc', false],
  ['*.json', 'axjson', false],
  ['a+(*).json', 'a+(1).json', true],
])('%s and %s: %s', (pattern, name, expected) => expect(nameMatcher(pattern)(name)).toBe(expected));
