import { expect, it } from 'vitest';
import { deviceAddress } from '../../src/rules/device-address.ts';

it.each([
  ['192.168.1.20', '192.168.1.20'],
  ['anna@192.168.1.20', '192.168.1.20'],
  ['anna@2001:db8::7', '2001:db8::7'],
  ['', ''],
])('%j is at %j', (id, address) => {
  expect(deviceAddress(id)).toBe(address);
});
