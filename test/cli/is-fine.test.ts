import { expect, it } from 'vitest';
import { isFine } from '../../src/cli/is-fine.ts';
import { checkedHost, finding } from './checked.ts';

it.each([
  ['an error on these phones', finding({ platforms: ['android', 'strictest'] }), false],
  ['an error on others', finding({ platforms: ['ios'] }), true],
  ['a warning', finding({ effect: 'warn' }), true],
] as const)('a host with %s: %s', (_, found, expected) => {
  expect(isFine(checkedHost({ findings: [found] }), 'android')).toBe(expected);
});
