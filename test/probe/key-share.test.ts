import { expect, it } from 'vitest';
import { WireError } from '../../src/errors.ts';
import { makeShare, SHARE_GROUPS } from '../../src/probe/key-share.ts';

it.each(SHARE_GROUPS)('two shares of group %i agree', (group) => {
  const [ours, theirs] = [makeShare(group), makeShare(group)];
  expect(ours.secretWith(theirs.publicKey)).toEqual(theirs.secretWith(ours.publicKey));
  expect(ours.publicKey).not.toEqual(theirs.publicKey);
});

it.each([
  [29, 32],
  [30, 56],
  [23, 65],
  [24, 97],
  [25, 133],
])('a key of group %i has %i bytes (RFC 8446, 4.2.8.2)', (group, bytes) => {
  expect(makeShare(group).publicKey).toHaveLength(bytes);
});

it.each(SHARE_GROUPS)('no key, a short one, and a point that is on no curve are refused in group %i', (group) => {
  const { publicKey, secretWith } = makeShare(group);
  for (const key of [Buffer.alloc(0), publicKey.subarray(1), Buffer.alloc(publicKey.length)]) {
    expect(() => secretWith(key)).toThrow(WireError);
  }
});

it('a group that is not offered has no share', () => {
  expect(() => makeShare(256)).toThrow('group 256 was not offered');
});
