import { expect, it } from 'vitest';
import { tcsas } from '../../src/profiles/tcsas.ts';

it('takes domains without ports and URLs with any', () => {
  expect([tcsas.portInDomain.value, tcsas.portInUrl.value, tcsas.wssPorts.value]).toEqual(['refused', 'any', 'all']);
});

it('lets 10 requests and 5 sockets be open, for 60 s each', () => {
  expect([tcsas.requestsAtOnce.value, tcsas.socketsAtOnce.value, tcsas.timeoutMs.value]).toEqual([10, 5, 60_000]);
});

it('has pins, and every method but PATCH', () => {
  expect(tcsas.pins).toEqual({ value: true, source: 'S4:133' });
  expect(tcsas.methods.value).toHaveLength(8);
  expect(tcsas.methods.value).not.toContain('PATCH');
});
