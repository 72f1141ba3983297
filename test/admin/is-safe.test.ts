import { expect, it } from 'vitest';
import { isSafe } from '../../src/admin/is-safe.ts';

it.each([
  ['GET', true],
  ['HEAD', true],
  ['OPTIONS', true],
  ['POST', false],
  ['PUT', false],
  ['PATCH', false],
  ['DELETE', false],
  ['get', false],
])('%s: %s', (method, expected) => expect(isSafe(method)).toBe(expected));
