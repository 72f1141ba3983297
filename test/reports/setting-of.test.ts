import { expect, it } from 'vitest';
import { settingOf } from '../../src/reports/setting-of.ts';
import { rules } from '../../src/rules/index.ts';

it.each([
  ['domain-allowlist', 'request', ['domains.request', 'domains', 'appid']],
  ['icp-licensed', null, ['domains', 'appid']],
  ['pin-spki', 'request', ['certs', 'appid']],
  ['skip-verification', 'tcp', ['skipVerification', 'appid']],
])('%s of %s', (rule, api, keys) => {
  expect(settingOf(rule, api)).toEqual(keys);
});

it('every rule has a setting', () => {
  for (const { id } of rules) expect(settingOf(id, null).at(-1)).toBe('appid');
});
