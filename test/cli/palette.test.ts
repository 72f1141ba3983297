import { expect, it } from 'vitest';
import { palette } from '../../src/cli/palette.ts';

it.each([
  ['a terminal', true, {}, true],
  ['a file or a pipe', false, {}, false],
  ['a pipe in CI', false, { CI: 'true' }, false],
  ['a terminal that cannot', true, { TERM: 'dumb' }, false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['FORCE_COLOR into a pipe', false, { FORCE_COLOR: '1' }, true],
  ['NO_COLOR before FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('%s', (_, isTTY, env, isColoured) => {
  expect(palette({ isTTY }, env).red('x') !== 'x').toBe(isColoured);
});
