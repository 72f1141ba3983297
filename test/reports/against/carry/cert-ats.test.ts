import { expect, it } from 'vitest';
import { certAts } from '../../../../src/reports/against/carry/cert-ats.ts';
import { began, flowOf, violation } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const flow = flowOf(began('f'));
const amiss = { answer: 'violation', violation: violation('cert-ats') } as const;
const pass = { answer: 'pass' } as const;
const words = { violation: 'fails', pass: 'pass', none: 'none' } as const;

it.each([
  ['passes, both ask for ATS', pass, 'wechat', 'douyin', {}, 'pass'],
  ['passes, the new one does not ask', pass, 'wechat', 'tcsas-game', {}, 'pass'],
  ['passes, only the new one asks', pass, 'tcsas-game', 'wechat', {}, 'not-checkable'],
  ['passes, and nobody knows what was asked', pass, null, 'wechat', {}, 'not-checkable'],
  ['passes, only iOS asks', pass, 'tcsas-game', 'wechat', { platform: 'android' }, 'pass'],
  ['fails, both ask', amiss, 'wechat', 'douyin', {}, 'fails'],
  ['fails, perhaps by what the new one does not ask', amiss, 'wechat', 'tcsas-game', {}, 'not-checkable'],
  ['fails, though it was not asked for', amiss, 'tcsas-game', 'wechat', {}, 'fails'],
  ['says nothing', { answer: 'none' }, 'tcsas-game', 'wechat', {}, 'none'],
] as const)('%s: %s', (_, said, was, profile, app, expected) => {
  const carried = certAts(said, groundOf(flow, underOf(profile, was, app)));
  const word = typeof carried === 'string' ? words[carried] : 'notCheckable' in carried ? 'not-checkable' : 'fails';
  expect(word).toBe(expected);
});
