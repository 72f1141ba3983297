import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { isOwnAddress } from '../../src/downstream/own-address.ts';

const here = Object.values(networkInterfaces()).flatMap((list) => list ?? []);

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', true],
  ['::', true],
  ['192.0.2.1', false],
  ['2001:db8::1', false],
  ['93.184.216.34', false],
])('%s is this machine’s: %s', (address, own) => {
  expect(isOwnAddress(address)).toBe(own);
});

it('every address of every interface is this machine’s, also in IPv6’s clothes', () => {
  expect(here.filter(({ address }) => !isOwnAddress(address))).toEqual([]);
  const four = here.filter(({ family }) => family === 'IPv4');
  expect(four.filter(({ address }) => !isOwnAddress(`::ffff:${address}`))).toEqual([]);
});
