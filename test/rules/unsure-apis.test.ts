import { expect, it } from 'vitest';
import { FETCH, UNREAD } from '../../src/rules/unsure-apis.ts';

it('name every API that it may be, and are unsure', () => {
  expect([UNREAD.sure, FETCH.sure]).toEqual(['unknown', 'unknown']);
  expect(UNREAD.candidates).toEqual(expect.arrayContaining([...FETCH.candidates]));
});
