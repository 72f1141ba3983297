import { expect, it } from 'vitest';
import { caDistrust } from '../../../../src/reports/against/carry/ca-distrust.ts';
import { began, flowOf, violation } from '../../../events/made.ts';
import { groundOf, underOf } from '../made.ts';

const flow = flowOf(began('f'));
const told = (actual: string, effect: 'error' | 'warn') =>
  ({ answer: 'violation', violation: violation('ca-distrust', { actual, effect }) }) as const;

it.each([
  ['only warned of, and named there', told('StartCom', 'warn'), 'tcsas', 'wechat', 'error'],
  ['only warned of, and not named there', told('Entrust', 'warn'), 'tcsas', 'wechat', 'warn'],
  ['refused, perhaps for being named', told('StartCom', 'error'), 'wechat', 'tcsas', 'not-checkable'],
  ['refused, and named nowhere', told('Symantec', 'error'), 'wechat', 'tcsas', 'error'],
  ['trusted', { answer: 'pass' }, 'tcsas', 'wechat', 'pass'],
] as const)('a CA that is %s: %s', (_, said, was, profile, expected) => {
  const carried = caDistrust(said, groundOf(flow, underOf(profile, was, {})));
  if (typeof carried === 'string') expect(carried).toBe(expected);
  else expect('notCheckable' in carried ? 'not-checkable' : carried.effect).toBe(expected);
});
