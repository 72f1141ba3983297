import { expect, it } from 'vitest';
import { clientErrors } from '../../src/rules/client-errors.ts';

it('has the published numbers', () => {
  const numbers = Object.values(clientErrors).map(({ errno }) => errno);
  expect(new Set(numbers)).toEqual(new Set([600002, 600001, 600003, 600007, 602302, 5, null]));
});

it('names the API first where the client does', () => {
  const others = Object.values(clientErrors).filter(({ errMsg }) => !errMsg.startsWith('{api}'));
  expect(others).toEqual([clientErrors.console]);
});
