import { expect, it } from 'vitest';
import { groupName, LEGACY_GROUPS } from '../../src/probe/groups.ts';

it('every group that is offered has a name', () => {
  expect(LEGACY_GROUPS.map(groupName).filter((name) => name.startsWith('group'))).toEqual([]);
});

it.each([
  [29, 'X25519'],
  [23, 'P-256'],
  [9999, 'group 9999'],
])('%i is %s', (id, name) => {
  expect(groupName(id)).toBe(name);
});
