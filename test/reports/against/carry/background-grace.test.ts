import { expect, it } from 'vitest';
import { backgroundGrace } from '../../../../src/reports/against/carry/background-grace.ts';
import { began, flowOf, violation } from '../../../events/made.ts';
import { groundOf, like, underOf } from '../made.ts';

const flow = flowOf(began('f'));
const cut = { answer: 'violation', violation: violation('background-grace') } as const;
const pass = { answer: 'pass' } as const;
const graced = (value: number) => like('wechat', { backgroundGraceMs: { value, source: 'S3:50' } });

it.each([
  ['over in time, the same time', pass, 5000, 5000, 'pass'],
  ['over in time, more time', pass, 5000, 9000, 'pass'],
  ['over in time, less time', pass, 5000, 3000, 'not-checkable'],
  ['cut, the same time', cut, 5000, 5000, 'fails'],
  ['cut, less time', cut, 5000, 3000, 'fails'],
  ['cut, more time', cut, 5000, 9000, 'not-checkable'],
  ['cut, by nobody knows what', cut, null, 5000, 'not-checkable'],
  ['in the foreground', { answer: 'none' }, 5000, 3000, 'none'],
] as const)('%s', (_, said, was, now, expected) => {
  const under = underOf(graced(now), was === null ? null : graced(was));
  const carried = backgroundGrace(said, groundOf(flow, under));
  const word = typeof carried === 'string' ? carried : 'notCheckable' in carried ? 'not-checkable' : 'fails';
  expect(word).toBe(expected);
});
