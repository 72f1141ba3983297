import { expect, it } from 'vitest';
import { checkAddresses } from '../../../src/cli/doctor/check-addresses.ts';
import { createAllowed } from '../../../src/downstream/clients.ts';
import type { PhoneAddress } from '../../../src/onboarding/phone-addresses.ts';

const machine: readonly PhoneAddress[] = [
  { address: '192.168.1.20', name: 'wlan0', kind: 'lan' },
  { address: '203.0.113.5', name: 'eth0', kind: 'public' },
  { address: '172.17.0.1', name: 'docker0', kind: 'virtual' },
  { address: '169.254.1.2', name: 'eth1', kind: 'link-local' },
];
const allowed = createAllowed(['loopback', 'private']);
const said = (host: string, port = 8080, of = machine): readonly string[] =>
  checkAddresses({ host, port, allowed }, of).map(({ state, message }) => `${state} ${message}`);

it('names the one to prefer, those that phones may not come from, and why not the others', () => {
  expect(said('0.0.0.0')).toEqual([
    'ok http://192.168.1.20:8080/ (wlan0, the local network); prefer this one',
    'ok http://203.0.113.5:8080/ (eth0, not a private address)',
    'warn phones in the network of 203.0.113.5 may not use the gate: clients.allow leaves them out',
    'ok 172.17.0.1 (docker0, containers, virtual machines or a VPN): not for phones',
    'ok 169.254.1.2 (eth1, no network gave it an address): not for phones',
  ]);
});

it('has no port to name where any will do', () => {
  expect(said('0.0.0.0', 0)[0]).toBe('ok 192.168.1.20 (wlan0, the local network); prefer this one');
});

it('names only the address that the port is bound to', () => {
  expect(said('192.168.1.20')).toEqual(['ok http://192.168.1.20:8080/ (wlan0, the local network)']);
  expect(said('10.9.9.9')).toEqual(['ok http://10.9.9.9:8080/']);
});

it('says that no phone can come in', () => {
  expect(said('127.0.0.1')).toEqual(['warn the proxy listens on 127.0.0.1: no phone can reach it']);
  expect(said('0.0.0.0', 8080, machine.slice(2))).toEqual(['warn this machine has no address that a phone can reach']);
});
