import { describe, expect, it } from 'vitest';
import { isPlainHost } from '../../src/ca/host.ts';

const label = 'a'.repeat(63);

describe('isPlainHost', () => {
  it.each([
    ['api.shop.test', true],
    ['localhost', true],
    ['xn--fiqs8s.test', true],
    ['xn--99999999.test', true],
    ['my_host.shop.test', true],
    ['1.2.3.test', true],
    [`${label}.${label}.${label}.${'b'.repeat(61)}`, true],
    ['127.0.0.1', true],
    ['::1', true],
    ['2001:db8::1', true],
    ['::ffff:127.0.0.1', true],
    ['', false],
    ['.', false],
    ['api.shop.test.', false],
    ['API.shop.test', false],
    ['*.shop.test', false],
    ['a, b', false],
    ['a\0b.test', false],
    ['-a.test', false],
    ['a-.test', false],
    ['a..b', false],
    ['例子.test', false],
    ['[::1]', false],
    ['fe80::1%eth0', false],
    ['2001:DB8::1', false],
    ['1.2.3', false],
    ['127.1', false],
    [`${label}a.test`, false],
    [`${label}.${label}.${label}.${'b'.repeat(62)}`, false],
  ])('%j: %s', (hostname, expected) => {
    expect(isPlainHost(hostname)).toBe(expected);
  });
});
