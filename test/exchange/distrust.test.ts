import { expect, it } from 'vitest';
import { createDistrust } from '../../src/exchange/distrust.ts';

const OF = ['10.0.0.2', 'a.test'] as const;

it('a doubt is none who is passed unread', () => {
  const distrust = createDistrust({ max: 10 });
  distrust.doubt(...OF);
  expect([distrust.isDoubted(...OF), distrust.has(...OF), distrust.size()]).toEqual([true, false, 0]);
});

it.each([
  ['where a client takes the certificate', 'remove', OF],
  ['with the session of its device', 'forget', [OF[0]]],
  ['with all sessions', 'forgetAll', []],
] as const)('both end %s', (_, end, args) => {
  const distrust = createDistrust({ max: 10 });
  distrust.doubt(...OF);
  distrust.add(...OF);
  Reflect.apply(distrust[end], distrust, args);
  expect([distrust.isDoubted(...OF), distrust.has(...OF)]).toEqual([false, false]);
});
