import { expect, it } from 'vitest';
import { referer } from '../../../../src/reports/against/carry/referer.ts';
import { began, flowOf, violation } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const flow = flowOf(began('f'));
const unknown = { notCheckable: 'the session does not have the referer that the client brought' };
const own = {
  answer: 'violation',
  violation: violation('referer', { effect: 'warn', actual: 'https://a.test/' }),
} as const;
const theirs = {
  answer: 'violation',
  violation: violation('referer', { actual: 'https://tmaservice.developer.toutiao.com/' }),
} as const;

it.each([
  ['it was the other platform’s or none', { answer: 'pass' }, 'wechat', 'douyin', unknown],
  [
    'it was the caller’s own',
    own,
    'wechat',
    'douyin',
    { rule: 'referer', profile: 'douyin', expected: expect.stringContaining('toutiao') },
  ],
  ['it was perhaps what this one sets', theirs, 'wechat', 'douyin', unknown],
  ['both set the same', { answer: 'pass' }, 'tcsas', 'qq', 'pass'],
  ['nobody was asked', { answer: 'none' }, 'wechat', 'douyin', 'none'],
] as const)('%s', (_, said, was, profile, expected) => {
  const carried = referer(said, groundOf(flow, underOf(profile, was)));
  if (typeof expected === 'string') expect(carried).toBe(expected);
  else expect(carried).toMatchObject(expected);
});
