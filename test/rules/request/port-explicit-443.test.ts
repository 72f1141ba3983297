import { expect, it } from 'vitest';
import { portExplicit443 } from '../../../src/rules/request/port-explicit-443.ts';
import { askWord, certainly, requestTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const domains = {
  request: ['https://a.test', 'https://b.test:443', 'https://c.test:8443'],
  connectSocket: ['wss://ws.test'],
};

it.each([
  ['tcsas-2024', 'request', 'a.test', 443, 'fail'],
  ['tcsas-2024', 'request', 'a.test', null, 'n/a'],
  ['tcsas-2024', 'request', 'a.test:8443', 8443, 'n/a'],
  ['tcsas-2024', 'request', 'b.test', 443, 'pass'],
  ['tcsas-2024', 'request', 'c.test', 443, 'fail'],
  ['tcsas-2024', 'request', 'other.test', 443, 'n/a'],
  ['tcsas-2024', 'connectSocket', 'ws.test', 443, 'fail'],
  ['tcsas-2024', 'connectSocket', 'a.test', 443, 'n/a'],
  ['wechat-current', 'connectSocket', 'ws.test', 443, 'n/a'],
  ['wechat-current', 'request', 'a.test', 443, 'fail'],
  ['tcsas', 'request', 'a.test', 443, 'n/a'],
] as const)('%s, %s to %s, written port %s: %s', (profile, api, to, writtenPort, expected) => {
  const facts = requestTo({ to, api: certainly(api), writtenPort });
  expect(askWord(portExplicit443, 'request', facts, policyOf({ profile, domains }))).toBe(expected);
});
