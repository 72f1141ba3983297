import { expect, it } from 'vitest';
import { unread } from '../../src/rules/unread.ts';

it.each([
  [null, 'n/a'],
  ['gzip', { notCheckable: 'the text of the answer came compressed (gzip) and was not read' }],
])('%s: %j', (coding, expected) => {
  expect(unread(coding)).toEqual(expected);
});
