import { expect, it } from 'vitest';
import { tcsas2024 } from '../../src/profiles/tcsas-2024.ts';

it('takes ports in domains and holds URLs to them, sockets too', () => {
  const { portInDomain, portInUrl, wssPorts } = tcsas2024;
  expect([portInDomain.value, portInUrl.value, wssPorts.value]).toEqual(['exact', 'none', 'as-https']);
});

it('has no pins', () => {
  expect(tcsas2024.pins.value).toBe(false);
});
