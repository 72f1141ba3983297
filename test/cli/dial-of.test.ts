import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { dialOf } from '../../src/cli/dial-of.ts';
import { authorityOf } from '../support/facts.ts';
import { folder } from '../support/folder.ts';
import { trustedCa } from '../support/world.ts';

it('goes where --resolve leads, and trusts what --ca names besides the system’s roots', async () => {
  const cwd = await folder({ 'root.pem': trustedCa().cert });
  const plain = await dialOf({ roots: 'system', ca: [], resolve: [] });
  const dial = await dialOf({
    roots: 'system',
    ca: [`${cwd}/root.pem`],
    resolve: ['api.shop.test:443=127.0.0.1:9443'],
  });
  expect(await dial.resolve(authorityOf('api.shop.test:443'))).toEqual([
    { address: '127.0.0.1', port: 9443, mapped: true },
  ]);
  const chain = [new X509Certificate(trustedCa().issue({ names: ['api.shop.test'] }).cert)];
  const trustOf = ({ findPath }: typeof dial) => findPath(chain, Date.now()).trust;
  expect([trustOf(dial), trustOf(plain)]).toEqual(['trusted', expect.not.stringMatching(/^trusted$/)]);
});

it('trusts the roots of a folder alone, where one is named', async () => {
  const dir = await folder({ 'root.pem': trustedCa().cert });
  const { findPath } = await dialOf({ roots: dir, ca: [], resolve: [] });
  const chain = [new X509Certificate(trustedCa().issue({ names: ['api.shop.test'] }).cert)];
  expect(findPath(chain, Date.now()).trust).toBe('trusted');
});

it.each([
  [{ roots: 'system', ca: ['/no/such.pem'], resolve: [] }, '--ca names a file that cannot be read'],
  [{ roots: '/no/such/folder', ca: [], resolve: [] }, 'a folder of roots cannot be read'],
  [
    { roots: 'system', ca: [], resolve: ['api.shop.test'] },
    '--resolve takes HOST[:PORT]=ADDRESS[:PORT], not "api.shop.test"',
  ],
])('%j is wrong usage', async (options, reason) => {
  await expect(dialOf(options)).rejects.toThrow(reason);
});
