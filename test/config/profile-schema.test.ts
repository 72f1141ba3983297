import { describe, expect, it } from 'vitest';
import { profileSchema } from '../../src/config/profile-schema.ts';
import { profiles } from '../../src/profiles/index.ts';

const takes = (value: object) => profileSchema.safeParse({ extends: 'wechat', ...value }).success;

it.each([...profiles.values()])('takes every value of $name', ({ document: _, name, ...knobs }) => {
  expect(takes({ ...knobs, name: `my-${name}` })).toBe(true);
});

it('has a place for every knob', () => {
  const own = ['$schema', 'extends', 'name', 'title'];
  const [profile] = profiles.values();
  const knobs = Object.entries(profile ?? {}).flatMap(([key, knob]) => (typeof knob === 'object' ? [key] : []));
  expect(Object.keys(profileSchema.shape).filter((key) => !own.includes(key))).toEqual(knobs);
});

describe('does not take', () => {
  it.each([
    [{ extends: 'mine' }],
    [{ name: 'wechat' }],
    [{ name: 'a b' }],
    [{ timeoutMs: 5000 }],
    [{ timeoutMs: { value: 5000 } }],
    [{ timeoutMs: { value: 0, source: 'x' } }],
    [{ referer: { value: 'http://a.test', source: 'x' } }],
    [{ methods: { value: ['get'], source: 'x' } }],
    [{ lanBaseLibrary: { value: '2', source: 'x' } }],
    [{ bannedTcpPorts: { value: [0], source: 'x' } }],
    [{ other: { value: 1, source: 'x' } }],
  ])('%j', (value) => {
    expect(takes(value)).toBe(false);
  });
});
