import { expect, it } from 'vitest';
import { parseEntry } from '../../src/config/parse-entry.ts';
import { apiSchemes } from '../../src/rules/api-schemes.ts';
import { apis } from '../../src/rules/apis.ts';
import { schemeHttpsWss } from '../../src/rules/tunnel/scheme-https-wss.ts';
import { askWord } from './../support/facts.ts';
import { policyOf } from '../support/policy.ts';

it.each([...apis])('a host of the %s list is written with a scheme that its rule takes', (api) => {
  const entry = parseEntry(api, `${apiSchemes[api]}://a.test`, 0);
  expect(askWord(schemeHttpsWss, 'config', entry, policyOf())).toBe('pass');
});
