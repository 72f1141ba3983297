import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopbackName, parseAuthority, parseHost } from '../../src/rules/hosts.ts';

const label63 = 'a'.repeat(63);
const name253 = `${label63}.${label63}.${label63}.${'a'.repeat(61)}`;

describe('parseHost', () => {
  it.each([
    ['api.shop.test', 'api.shop.test', 'name'],
    ['API.Shop.TEST', 'api.shop.test', 'name'],
    ['api.shop.test.', 'api.shop.test', 'name'],
    ['my_host.test', 'my_host.test', 'name'],
    ['bücher.test', 'xn--bcher-kva.test', 'name'],
    ['BÜCHER。test', 'xn--bcher-kva.test', 'name'],
    ['xn--bcher-kva.test', 'xn--bcher-kva.test', 'name'],
    [`${label63}.test`, `${label63}.test`, 'name'],
    [name253, name253, 'name'],
    [`${name253}.`, name253, 'name'],
    ['127.0.0.1', '127.0.0.1', 'ipv4'],
    ['127.0.0.1.', '127.0.0.1', 'ipv4'],
    ['2130706433', '127.0.0.1', 'ipv4'],
    ['0x7f.1', '127.0.0.1', 'ipv4'],
    ['0177.0.0.01', '127.0.0.1', 'ipv4'],
    ['１２７.0.0.1', '127.0.0.1', 'ipv4'],
    ['[::1]', '::1', 'ipv6'],
    ['::1', '::1', 'ipv6'],
    ['[2001:DB8:0:0::1]', '2001:db8::1', 'ipv6'],
    ['[::ffff:127.0.0.1]', '127.0.0.1', 'ipv4'],
    ['::ffff:7f00:1', '127.0.0.1', 'ipv4'],
  ])('%s is %s', (raw, hostname, kind) => {
    expect(parseHost(raw)).toEqual({ hostname, kind });
  });

  it.each([
    '',
    '.',
    '..',
    'a..b',
    '.a',
    'a..',
    'xn--99999999',
    'xn--.test',
    'a, b',
    'a,b',
    ' a.test',
    'a.test ',
    'a b',
    'a\tb',
    'a\nb',
    'a\0b',
    'a\u0085b',
    'user@a.test',
    'a.test/',
    'a.test\\',
    'a.test?',
    'a.test#',
    'a.test:443',
    '%61.test',
    'fe80::1%eth0',
    '[fe80::1%25eth0]',
    '[fe80::1',
    '::1]',
    '[[::1]]',
    '[127.0.0.1]',
    '[]',
    ':',
    '1.2.3.256',
    '1.2.3.4.5',
    '*.shop.test',
    '(a)',
    `${label63}a.test`,
    `${name253}a`,
    'a'.repeat(100_000),
  ])('%j is no host', (raw) => {
    expect(parseHost(raw)).toBeNull();
  });

  const spellings = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.domain(),
    fc.ipV4Extended(),
    fc.ipV6(),
    fc.ipV6().map((address) => `[${address}]`),
    fc.stringMatching(/^[a-z0-9.:[\]%@xX-]{0,40}$/),
  );

  it('never throws, and what it gives it takes and gives again', () => {
    const again = (raw: string): void => {
      const host = parseHost(raw);
      if (host) expect(parseHost(host.hostname)).toEqual(host);
    };
    fc.assert(fc.property(spellings, again), { numRuns: 2_000 });
  });

  it('takes what looks like a plain name for what a URL parser does', () => {
    // Of what claims to be punycode and is none, the parsers of two versions of Node say different things.
    const label = fc.oneof(
      fc.stringMatching(/^[a-z0-9_-]{1,6}$/).filter((text) => !text.startsWith('xn--')),
      fc.constantFrom('xn--bcher-kva', '0x7f', '1'),
    );
    const agree = (labels: readonly string[]): void => {
      const url = `http://${labels.join('.')}/`;
      expect(parseHost(labels.join('.'))?.hostname).toBe(URL.canParse(url) ? new URL(url).hostname : undefined);
    };
    fc.assert(fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), agree), { numRuns: 2_000 });
  });

  it('gives names that any DNS library and certificate takes', () => {
    const wellFormed = (raw: string): void => {
      const host = parseHost(raw);
      if (host?.kind === 'name') expect(host.hostname).toMatch(/^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/);
    };
    fc.assert(fc.property(spellings, wellFormed), { numRuns: 2_000 });
  });
});

describe('parseAuthority', () => {
  it.each([
    ['h.test', 443, 'h.test', 443, null],
    ['h.test:8443', 443, 'h.test', 8443, 8443],
    ['h.test:443', 443, 'h.test', 443, 443],
    ['h.test:1', null, 'h.test', 1, 1],
    ['H.TEST.:65535', null, 'h.test', 65_535, 65_535],
    ['[::1]:8443', null, '::1', 8443, 8443],
    ['[::1]', 80, '::1', 80, null],
    ['2130706433:80', null, '127.0.0.1', 80, 80],
  ])('%s (usually %s) is %s port %i', (raw, usual, hostname, port, writtenPort) => {
    expect(parseAuthority(raw, usual)).toMatchObject({ authority: { hostname, port }, writtenPort });
  });

  it.each([
    ['h.test', null],
    ['', 443],
    [':443', 443],
    ['h.test:', 443],
    ['h.test:0', 443],
    ['h.test:65536', 443],
    ['h.test:999999', 443],
    ['h.test:+443', 443],
    ['h.test:4 3', 443],
    ['h.test:0x1bb', 443],
    ['h.test:443:443', 443],
    ['::1', 443],
    ['[::1]443', 443],
    ['user@h.test:443', 443],
    ['https://h.test', 443],
    ['h.test:443/', 443],
    ['a, b', 443],
  ])('%j (usually %s) is no authority', (raw, usual) => {
    expect(parseAuthority(raw, usual)).toBeNull();
  });

  it('never throws, and takes again what it gave', () => {
    const pieces = fc.tuple(fc.oneof(fc.domain(), fc.ipV4(), fc.string()), fc.oneof(fc.nat(70_000), fc.string()));
    const again = ([host, port]: readonly [string, number | string]): void => {
      const parsed = parseAuthority(`${host}:${port}`, null);
      if (parsed?.authority.kind === 'name') {
        expect(parseAuthority(`${parsed.authority.hostname}:${parsed.authority.port}`, null)).toEqual(parsed);
      }
    };
    fc.assert(fc.property(pieces, again), { numRuns: 2_000 });
  });
});

describe('isLoopbackName', () => {
  it.each([
    ['localhost', true],
    ['a.localhost', true],
    ['a.b.localhost', true],
    ['notlocalhost', false],
    ['localhost.test', false],
  ])('%s: %s', (hostname, expected) => {
    expect(isLoopbackName(hostname)).toBe(expected);
  });
});
