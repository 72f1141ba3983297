import { expect, it } from 'vitest';
import { isLoop } from '../../src/downstream/is-loop.ts';

it.each([
  ['1.1 squid.test, 1.1 mpgate-1, 1.1 other', 'mpgate-1', true],
  ['1.1 mpgate-2', 'mpgate-1', false],
  ['1.1 squid.test', null, false],
  [undefined, 'mpgate-1', false],
])('Via %j at a gate that signs with %j: %s', (via, mark, loop) => {
  expect(isLoop({ headers: via === undefined ? {} : { via } }, mark)).toBe(loop);
});
