import { describe, expect, it } from 'vitest';
import { isLoopback, onLan, rangeOf } from '../../src/rules/addresses.ts';
import { hostOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

describe('rangeOf', () => {
  it.each([
    ['93.184.216.34', 'public'],
    ['2606:4700::1111', 'public'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.127.255.255', 'private'],
    ['fd12:3456::1', 'private'],
    ['fc00::1', 'private'],
    ['198.18.0.7', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['64:ff9b::5db8:d822', 'public'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['169.254.169.254', 'metadata'],
    ['::ffff:169.254.169.254', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['fd00:0ec2:0:0:0:0:0:0254', 'metadata'],
    ['fd20:ce::254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['::', 'unspecified'],
    ['224.0.0.1', 'other'],
    ['255.255.255.255', 'other'],
    ['240.0.0.1', 'other'],
    ['192.0.2.1', 'other'],
    ['ff02::1', 'other'],
    ['2001:db8::1', 'other'],
    ['2002:7f00:1::', 'other'],
    ['::7f00:1', 'other'],
    ['fec0::1', 'other'],
    ['not an address', 'other'],
  ])('%s is %s', (address, range) => {
    expect(rangeOf(address)).toBe(range);
  });
});

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['0.0.0.0', true],
    ['::', true],
    ['0x7f.1', true],
    ['10.0.0.1', false],
    ['localhost', false],
  ])('%s: %s', (text, expected) => {
    expect(isLoopback(hostOf(text))).toBe(expected);
  });
});

describe('onLan', () => {
  it.each([
    ['192.168.1.30', '192.168.1.20', 24, true],
    ['192.168.1.20', '192.168.1.20', 24, false],
    ['192.168.2.30', '192.168.1.20', 24, false],
    ['192.168.2.30', '192.168.1.20', 16, true],
    ['192.168.1.30', '192.168.1.20', 32, false],
    ['::ffff:192.168.1.30', '192.168.1.20', 24, true],
    ['192.168.1.30', '::ffff:192.168.1.20', 24, true],
    ['fd00:1::30', 'fd00:1::20', 24, true],
    ['fd00:1::20', 'fd00:1::20', 24, false],
    ['fd00:1:0:1::30', 'fd00:1::20', 24, false],
    ['fe80::30', 'fe80::20%wlan0', 24, true],
    ['192.168.1.30', 'fd00:1::20', 24, false],
    ['127.0.0.2', '127.0.0.1', 8, false],
    ['printer.test', '192.168.1.20', 24, false],
    ['192.168.1.30', '', 24, false],
  ])('%s from %s, /%i: %s', (host, device, lanPrefix, expected) => {
    expect(onLan(hostOf(host), device, policyOf({ lanPrefix }))).toBe(expected);
  });
});
