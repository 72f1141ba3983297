import { expect, it } from 'vitest';
import { judgeAll } from '../../src/downstream/judge-all.ts';
import { certainly, tunnelTo } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const mine = policyOf({ appid: 'mine', domains: { udp: ['udp://a.test'] } });
const theirs = policyOf({ appid: 'theirs', domains: { udp: ['udp://b.test'] } });
const toUdp = (to: string) => tunnelTo({ to: `${to}:5000`, scheme: 'udp', api: certainly('udp') });

it.each([
  ['a.test', 'mine', 'pass'],
  ['b.test', 'theirs', 'pass'],
  ['c.test', 'mine', 'block'],
] as const)('%s is judged by %s: %s', (to, appid, outcome) => {
  const { policy, verdict } = judgeAll(toUdp(to), 'udp', mine, [theirs]);
  expect([policy.appid, verdict.outcome]).toEqual([appid, outcome]);
});

it('the error is that of the API', () => {
  const { verdict } = judgeAll(toUdp('c.test'), 'udp', mine, []);
  expect(verdict.violations.map(({ rule }) => rule)).toContain('udp-destination');
});
