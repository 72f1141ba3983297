import { describe, expect, it } from 'vitest';
import { createAllowed, deviceOf } from '../../src/downstream/clients.ts';

describe('a device', () => {
  it.each([
    ['::ffff:192.168.1.2', '192.168.1.2'],
    ['192.168.1.2', '192.168.1.2'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    [undefined, ''],
  ])('at %s is %s', (address, device) => {
    expect(deviceOf(address)).toBe(device);
  });
});

describe('who may use the gate', () => {
  it.each([
    [['loopback'], '127.9.9.9', true],
    [['loopback'], '::1', true],
    [['loopback'], '192.168.1.2', false],
    [['private'], '192.168.1.2', true],
    [['private'], '10.1.2.3', true],
    [['private'], '172.32.0.1', false],
    [['private'], 'fd00::1', true],
    [['private'], '8.8.8.8', false],
    [['203.0.113.7', '198.51.100.0/24'], '203.0.113.7', true],
    [['203.0.113.7', '198.51.100.0/24'], '198.51.100.200', true],
    [['203.0.113.7', '198.51.100.0/24'], '198.51.101.1', false],
    [['loopback', 'private'], '', false],
  ])('%j: %s %s', (allow, device, allowed) => {
    expect(createAllowed(allow)(device)).toBe(allowed);
  });
});
