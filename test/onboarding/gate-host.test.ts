import { expect, it } from 'vitest';
import { GATE_HOST, GATE_PORTS } from '../../src/onboarding/gate-host.ts';

it('is a name that no DNS will ever have (RFC 6761), at the usual ports', () => {
  expect(GATE_HOST).toMatch(/\.test$/);
  expect([...GATE_PORTS]).toEqual([80, 443]);
});
