import { describe, expect, it } from 'vitest';
import { isAddressKind, readAddress, writeAddress } from '../../../src/downstream/socks/address.ts';
import { authorityOf } from '../../support/facts.ts';
import { addressBytes } from '../../support/socks.ts';

it('an address is of one of three kinds', () => {
  expect([0, 1, 2, 3, 4, 5, 255].filter(isAddressKind)).toEqual([1, 3, 4]);
});

describe('an address is read', () => {
  it.each([
    ['192.168.1.30:5000', 'ipv4', '192.168.1.30', 5000],
    ['[2001:db8::7]:443', 'ipv6', '2001:db8::7', 443],
    ['[::ffff:a00:1]:1', 'ipv4', '10.0.0.1', 1],
    ['API.Shop.test.:65535', 'name', 'api.shop.test', 65_535],
    ['127.1:80', 'ipv4', '127.0.0.1', 80],
    ['2130706433:80', 'ipv4', '127.0.0.1', 80],
    ['bücher.test:80', 'name', 'xn--bcher-kva.test', 80],
  ])('%s: %s %s, wherever it stands', (target, kind, hostname, port) => {
    const bytes = addressBytes(target);
    const value = { host: { kind, hostname }, port };
    expect(readAddress(Buffer.concat([Buffer.from('xyz'), bytes, Buffer.from('more')]), 3)).toEqual({
      value,
      end: 3 + bytes.length,
    });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readAddress(bytes.subarray(0, length), 0)).toBe('more');
    }
  });

  it('an IPv6 address as a name, as some clients have it, is that address', () => {
    const bytes = Buffer.from([3, 3, ...Buffer.from('::1'), 0, 80]);
    expect(readAddress(bytes, 0)).toEqual({ value: { host: { kind: 'ipv6', hostname: '::1' }, port: 80 }, end: 7 });
  });

  it.each(['a b', 'a/b', 'a@b', 'a\0.test', '', 'a..b'])('%j is no host', (name) => {
    const bytes = Buffer.from([3, name.length, ...Buffer.from(name), 0, 80]);
    expect(readAddress(bytes, 0)).toMatchObject({ value: { host: null, port: 80 } });
  });

  it('a kind that is none is malformed', () => {
    expect(readAddress(Buffer.from([2, 1, 1, 1, 1, 0, 80]), 0)).toBe('malformed');
  });
});

it.each([
  '192.168.1.30:5000',
  '[2001:db8::7]:443',
  '[::]:1',
  '[::1]:65535',
  '[1:2:3:4:5:6:7:8]:80',
  '[fe80::1:0:0:2]:9',
])('%s is written as it is read', (target) => {
  const { port, ...host } = authorityOf(target);
  const bytes = writeAddress({ ...host, port });
  expect(bytes).toEqual(addressBytes(target));
  expect(readAddress(bytes, 0)).toEqual({ value: { host, port }, end: bytes.length });
});

it('a name is written as no address', () => {
  expect(writeAddress(authorityOf('api.shop.test:443'))).toEqual(addressBytes('0.0.0.0:443'));
});
