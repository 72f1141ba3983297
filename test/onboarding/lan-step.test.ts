import { expect, it } from 'vitest';
import { lanStep } from '../../src/onboarding/lan-step.ts';
import { policyOf } from '../support/policy.ts';

const told = {
  ok: 'ok {device} {gate} {network}',
  same: 'same {device}',
  elsewhere: 'elsewhere {network}',
  noApp: '',
};

it.each([
  ['192.168.1.7', '192.168.1.20', 24, true, 'ok 192.168.1.7 192.168.1.20 192.168.1.0/24'],
  ['192.168.1.7', '192.168.2.20', 24, false, 'elsewhere 192.168.1.0/24'],
  ['192.168.1.7', '192.168.2.20', 16, true, 'ok 192.168.1.7 192.168.2.20 192.168.0.0/16'],
  ['172.17.0.1', '172.17.0.2', 24, true, 'ok 172.17.0.1 172.17.0.2 172.17.0.0/24'],
  ['127.0.0.1', '127.0.0.1', 24, false, 'same 127.0.0.1'],
  ['192.168.1.20', '192.168.1.20', 24, false, 'same 192.168.1.20'],
  ['fd00::7', 'fd00::1', 24, true, 'ok fd00::7 fd00::1 fd00::/64'],
  ['', '192.168.1.20', 24, false, 'same '],
])('%s that has reached %s, by /%s: %s, %s', (device, address, prefix, ok, text) => {
  const policy = policyOf({ lanPrefix: prefix });
  expect(lanStep({ device, reached: { address, port: 8080 } }, policy, told)).toEqual({ ok, text });
});

it('knows nothing where no app holds', () => {
  const reached = { address: '192.168.1.20', port: 8080 };
  expect(lanStep({ device: '192.168.1.7', reached }, null, { ...told, noApp: 'no app' })).toEqual({
    ok: false,
    text: 'no app',
  });
});
