import { expect, it } from 'vitest';
import { leakOf } from '../../src/rules/leak-of.ts';

it('names the first, and warns', () => {
  expect(leakOf(['secret', 'appsecret'], 'query')).toEqual({
    message: 'The query has a parameter secret: whoever has the client has the secret.',
    actual: 'secret',
    effect: 'warn',
  });
});

it('has nothing to say of none', () => {
  expect(leakOf([], 'query')).toBe('n/a');
});
