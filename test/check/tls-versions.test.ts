import { expect, it } from 'vitest';
import { tlsVersions } from '../../src/check/tls-versions.ts';
import { authorityOf } from '../support/facts.ts';
import { certified, tcpOrigin, tlsOrigin } from '../support/origin.ts';

const versionsAt = (port: number) =>
  tlsVersions({ address: '127.0.0.1', port, mapped: true }, authorityOf('api.shop.test'), 2_000);
const weak = { ...certified('api.shop.test'), ciphers: 'DEFAULT@SECLEVEL=0' };

it.each([
  ['TLSv1.2', 'TLSv1.3', '1.2 1.3'],
  ['TLSv1', 'TLSv1.2', '1.0 1.1 1.2'],
  ['TLSv1.1', 'TLSv1.1', '1.1'],
  ['TLSv1.3', 'TLSv1.3', '1.3'],
] as const)('a server of %s to %s agrees to %s', async (minVersion, maxVersion, expected) => {
  const { port } = await tlsOrigin(() => {}, { ...weak, minVersion, maxVersion });
  const offered = Object.entries(await versionsAt(port)).flatMap(([version, is]) => (is ? [version] : []));
  expect(offered.join(' ')).toBe(expected);
});

it('a server that speaks no TLS agrees to none', async () => {
  const { port } = await tcpOrigin((socket) => socket.end('220 no TLS here\r\n'));
  expect(await versionsAt(port)).toEqual({ '1.0': false, '1.1': false, '1.2': false, '1.3': false });
});
