import { expect, it } from 'vitest';
import { onLan } from '../../src/rules/addresses.ts';
import { NO_DEVICE } from '../../src/rules/no-device.ts';
import { hostOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

it.each(['192.168.1.30', '10.0.0.1', '8.8.8.8', '0.0.0.5', '::', 'fd00::1', 'fe80::1'])(
  '%s is on no LAN of it',
  (address) => {
    expect(onLan(hostOf(address), NO_DEVICE, policyOf({ lanPrefix: 8 }))).toBe(false);
  },
);
