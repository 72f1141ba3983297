import { expect, it } from 'vitest';
import { whySealed } from '../../src/downstream/why-sealed.ts';
import { createDistrust } from '../../src/exchange/distrust.ts';
import { policyOf } from '../support/policy.ts';

const domains = { request: ['https://api.shop.test'] };
const pins = new Map([['api.shop.test', new Set(['sha256/x'])]]);
const authority = { hostname: 'api.shop.test', kind: 'name', port: 443 } as const;

it.each([
  ['that refused the leaf', 'auto', '10.0.0.2', true, ['10.0.0.2'], /did not trust/],
  ['beside one that refused the leaf', 'auto', '10.0.0.3', false, ['10.0.0.2'], null],
  ['that refused it, where all is decrypted', 'always', '10.0.0.2', true, ['10.0.0.2'], null],
  ['whose app has pins', 'auto', '10.0.0.2', true, [], /pins/],
  ['whose app has pins, where all is decrypted', 'always', '10.0.0.2', true, [], null],
  ['whose app has none', 'auto', '10.0.0.2', false, [], null],
  ['that would take the leaf, where nothing is decrypted', 'never', '127.0.0.1', false, [], /decrypt is "never"/],
  ['on this machine', 'auto', '127.0.0.1', true, [], null],
  ['on this machine, by IPv6', 'auto', '::1', true, [], null],
] as const)('TLS of a client %s', (_, decrypt, device, hasPins, refused, why) => {
  const distrust = createDistrust({ max: 10 });
  for (const one of refused) distrust.add(one, 'api.shop.test');
  const said = whySealed(
    { decrypt, distrust },
    { device, authority, policy: policyOf({ domains, pins: hasPins ? pins : new Map() }), api: 'request' },
  );
  if (why === null) expect(said).toBeNull();
  else expect(said).toMatch(why);
});
