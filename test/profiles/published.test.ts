import { expect, it } from 'vitest';
import { profiles } from '../../src/profiles/index.ts';
import { published } from '../../src/profiles/published.ts';

/** What each has of its own besides name, title, console and referer. */
it.each([
  ['qq', ['forbiddenDomains']],
  ['baidu', ['portInDomain', 'forbiddenDomains', 'timeoutFile']],
  ['douyin', ['backgroundError']],
  [
    'alipay',
    [
      ...['domainsPerList', 'icpRequired', 'requestsAtOnce', 'socketsAtOnce', 'socketOverflow', 'timeoutMs'],
      ...['timeoutFile', 'perCallTimeout', 'methods'],
    ],
  ],
])('%s differs from what they have in common in these knobs only', (name, expected) => {
  const own = new Map<string, unknown>(Object.entries(profiles.get(name) ?? {}));
  const differing = Object.entries(published).filter(([knob, value]) => own.get(knob) !== value);
  expect(differing.map(([knob]) => knob).sort()).toEqual([...expected].sort());
});
