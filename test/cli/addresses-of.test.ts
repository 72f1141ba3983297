import { expect, it } from 'vitest';
import { addressesOf } from '../../src/cli/addresses-of.ts';

it.each([
  ['127.0.0.1', '127.0.0.1', 'http://127.0.0.1:8080', 'http://127.0.0.1:8081/api/v1/devices/127.0.0.1'],
  ['0.0.0.0', '0.0.0.0', 'http://127.0.0.1:8080', 'http://127.0.0.1:8081/api/v1/devices/127.0.0.1'],
  ['::', '::', 'http://127.0.0.1:8080', 'http://127.0.0.1:8081/api/v1/devices/127.0.0.1'],
  ['::1', '::1', 'http://[::1]:8080', 'http://[::1]:8081/api/v1/devices/::1'],
  ['192.168.1.20', '127.0.0.1', 'http://192.168.1.20:8080', 'http://127.0.0.1:8081/api/v1/devices/192.168.1.20'],
  ['::1', '192.168.1.20', 'http://[::1]:8080', 'https://192.168.1.20:8081/api/v1/devices/::1'],
])('a gate at %s with its admin port at %s', (host, adminHost, proxy, url) => {
  const listeners = [{ host, port: 8080 }];
  const admin = { host: adminHost, port: 8081, token: 'secret' };
  expect(addressesOf({ listeners, admin })).toEqual({ proxy, control: { url, token: 'secret' } });
});

it('a program that has a name of its own gives it, and is a device by it', () => {
  const bound = { listeners: [{ host: '::1', port: 8080 }], admin: { host: '127.0.0.1', port: 8081, token: 'secret' } };
  expect(addressesOf(bound, { name: 'exec', password: 'pw' })).toEqual({
    proxy: 'http://exec:pw@[::1]:8080',
    control: { url: 'http://127.0.0.1:8081/api/v1/devices/exec@::1', token: 'secret' },
  });
});
