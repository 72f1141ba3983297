import { expect, it } from 'vitest';
import { phoneAddresses, phoneHosts } from '../../src/onboarding/phone-addresses.ts';

const at = (address: string, internal = false) => [{ address, family: 'IPv4' as const, internal }];

const machine = phoneAddresses({
  lo: at('127.0.0.1', true),
  docker0: at('172.17.0.1'),
  eth1: at('169.254.3.4'),
  utun3: at('10.8.0.2'),
  eth2: at('203.0.113.5'),
  wlan0: [...at('192.168.1.20'), { address: 'fe80::1', family: 'IPv6' as const, internal: false }],
});

it('prefers the local network to all else', () => {
  expect(machine.map(({ address, kind }) => `${address} ${kind}`)).toEqual([
    '192.168.1.20 lan',
    '203.0.113.5 public',
    '172.17.0.1 virtual',
    '10.8.0.2 virtual',
    '169.254.3.4 link-local',
  ]);
});

it.each([
  ['0.0.0.0', ['192.168.1.20', '203.0.113.5']],
  ['::', ['192.168.1.20', '203.0.113.5']],
  ['192.168.1.20', ['192.168.1.20']],
  ['127.0.0.1', []],
  ['::1', []],
])('a port that is bound to %s is reached by phones at %s', (host, hosts) => {
  expect(phoneHosts(host, machine)).toEqual(hosts);
});

it('knows this machine', () => {
  for (const { address } of phoneAddresses()) expect(address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
});
