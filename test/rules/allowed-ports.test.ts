import { expect, it } from 'vitest';
import type { Api } from '../../src/model/facts.ts';
import { allowedPorts } from '../../src/rules/allowed-ports.ts';
import type { ProfileName } from '../support/cases.ts';
import { policyOf } from '../support/policy.ts';

const both = ['https://b.test', 'https://b.test:8443'];
const domains = { request: ['https://a.test', ...both], connectSocket: ['wss://a.test', 'wss://c.test:9443'] };

it.each<[ProfileName, Api, string, unknown]>([
  ['tcsas', 'request', 'a.test', 'any'],
  ['tcsas', 'connectSocket', 'a.test', 'any'],
  ['tcsas', 'connectSocket', 'none.test', []],
  ['tcsas-2024', 'request', 'a.test', [443]],
  ['tcsas-2024', 'request', 'b.test', [443, 8443]],
  ['tcsas-2024', 'connectSocket', 'a.test', [443]],
  ['tcsas-2024', 'connectSocket', 'c.test', [9443]],
  ['tcsas-2024', 'uploadFile', 'a.test', []],
  ['wechat-current', 'request', 'a.test', [443]],
  ['wechat-current', 'connectSocket', 'c.test', 'any'],
])('%s, %s, %s: %j', (profile, api, hostname, expected) => {
  expect(allowedPorts(api, hostname, policyOf({ profile, domains }))).toEqual(expected);
});

it('takes the usual port of the scheme for a host listed without one', () => {
  expect(allowedPorts('request', 'b.test', policyOf({ profile: 'tcsas-2024', domains }), 80)).toEqual([80, 8443]);
});
