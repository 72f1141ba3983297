import { expect, it } from 'vitest';
import { hostPort } from '../../src/onboarding/host-port.ts';

it('puts IPv6 in brackets', () => {
  expect(hostPort({ address: '192.168.1.20', port: 8080 })).toBe('192.168.1.20:8080');
  expect(hostPort({ address: 'fd00::1', port: 80 })).toBe('[fd00::1]:80');
});
