import { expect, it } from 'vitest';
import { datedLinks } from '../../src/rules/dated-links.ts';
import { certificateOf, intermediate, pathOf } from '../support/facts.ts';

const chain = [certificateOf(), intermediate];

it.each([
  ['android', pathOf(chain), 1],
  ['ios', pathOf(chain), 2],
  ['strictest', pathOf(chain), 2],
  ['android', pathOf(chain, { trust: 'incomplete' }), 2],
  ['android', pathOf([certificateOf()]), 1],
] as const)('on %s: %o', (platform, path, expected) => {
  expect(datedLinks(path, { platform })).toHaveLength(expected);
});
