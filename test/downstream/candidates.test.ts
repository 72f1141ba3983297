import { expect, it } from 'vitest';
import { candidates } from '../../src/downstream/candidates.ts';
import { policyOf } from '../support/policy.ts';

const [a, b, c] = ['a', 'b', 'c'].map((appid) => policyOf({ appid }));
const byId = new Map([a, b, c].flatMap((policy) => (policy ? [[policy.appid, policy] as const] : [])));
const ids = (fallback: ReturnType<typeof policyOf> | undefined, app: string | null) =>
  candidates({ byId, fallback: fallback ?? null }, app).map(({ appid }) => appid);

it('the app that is named, and no other', () => {
  expect(ids(a, 'b')).toEqual(['b']);
});

it('all where none is, or none that there is, the default one first', () => {
  expect(ids(b, null)).toEqual(['b', 'a', 'c']);
  expect(ids(undefined, null)).toEqual(['a', 'b', 'c']);
  expect(ids(c, 'x')).toEqual(['c', 'a', 'b']);
});
