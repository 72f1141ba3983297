import { expect, it } from 'vitest';
import { streaming } from '../../../../src/reports/against/carry/streaming.ts';
import { began, flowOf, violation } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const flow = flowOf(began('f'));
const warned = { answer: 'violation', violation: violation('streaming', { effect: 'warn' }) } as const;
const pass = { answer: 'pass' } as const;

it.each([
  ['code there sees them', warned, 'tcsas-game', 'tcsas', 'pass'],
  ['code there sees them, and here', pass, 'wechat', 'tcsas', 'pass'],
  ['code here saw them, and there does not', pass, 'tcsas', 'tcsas-game', 'not-checkable'],
  ['nobody knows what code here saw', pass, null, 'tcsas-game', 'not-checkable'],
  ['neither sees them', warned, 'tcsas-game', 'tcsas-game', 'warned'],
  ['there were none', pass, 'tcsas-game', 'tcsas-game', 'pass'],
  ['nobody was asked', { answer: 'none' }, 'tcsas', 'tcsas-game', 'none'],
] as const)('%s', (_, said, was, profile, expected) => {
  const carried = streaming(said, groundOf(flow, underOf(profile, was)));
  const word = typeof carried === 'string' ? carried : 'notCheckable' in carried ? 'not-checkable' : 'warned';
  expect(word).toBe(expected);
});
