/** A host as `check` found it. */
import type { HostCheck } from '../../src/check/check-host.ts';
import { PLATFORMS, type PlatformFinding } from '../../src/check/platform-findings.ts';
import { authorityOf, certificateOf, intermediate } from '../support/facts.ts';

export const finding = (changes: Partial<PlatformFinding> = {}): PlatformFinding => ({
  rule: 'cert-chain',
  effect: 'error',
  errMsg: 'request:fail ssl hand shake error',
  errno: 600001,
  message: 'api.shop.test does not send the certificate of "CN=Test Intermediate", which signed its chain.',
  expected: null,
  actual: null,
  source: 'S0:149',
  fix: 'Let the server send the intermediate certificates.',
  platforms: PLATFORMS,
  ...changes,
});

export const checkedHost = (changes: Partial<HostCheck> = {}): HostCheck => ({
  authority: authorityOf('api.shop.test'),
  looks: [{ address: '203.0.113.7', facts: null, trouble: null }],
  chain: [certificateOf(), intermediate],
  tls: { '1.0': false, '1.1': false, '1.2': true, '1.3': true },
  pins: 'none',
  findings: [],
  ...changes,
});
