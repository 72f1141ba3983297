import { describe, expect, it } from 'vitest';
import { targetOf } from '../../src/downstream/target.ts';
import type { Way } from '../../src/downstream/way.ts';
import { Roster } from '../../src/exchange/roster.ts';

const open: Way = {
  device: '127.0.0.1',
  app: null,
  authority: null,
  secure: false,
  sni: undefined,
  via: '',
  reset: () => {},
  judged: new Map(),
  owed: new Roster(),
};
const tunnel: Way = { ...open, secure: true, authority: { hostname: 'a.test', kind: 'name', port: 443 } };

describe('the target of a request', () => {
  it.each([
    ['the absolute form', 'http://A.test/x?y#z', open, false, 'http a.test:80 /x?y null'],
    ['the absolute form of https, port written', 'https://a.test:443', open, false, 'https a.test:443 / 443'],
    ['the absolute form of a socket', 'ws://a.test:81/c', open, true, 'ws a.test:81 /c 81'],
    ['a query without a path', 'http://a.test?q', open, false, 'http a.test:80 /?q null'],
    ['an IPv6 address', 'http://[::1]:8/p', open, false, 'http ::1:8 /p 8'],
    ['a path in a tunnel, as sent', '/%7e/../x', tunnel, false, 'https a.test:443 /%7e/../x null'],
    ['a socket in a tunnel', '/', tunnel, true, 'wss a.test:443 / null'],
    ['the asterisk form in a tunnel', '*', tunnel, false, 'https a.test:443 * null'],
    ['the absolute form in its own tunnel', 'https://a.test/x', tunnel, false, 'https a.test:443 /x null'],
  ] as const)('%s', (_, url, way, isSocket, expected) => {
    const target = targetOf(url, way, isSocket, null);
    const { authority, scheme, path, writtenPort } = target ?? {};
    expect(`${scheme} ${authority?.hostname}:${authority?.port} ${path} ${writtenPort}`).toBe(expected);
  });

  it.each([
    ['a path outside of any tunnel', '/x', open],
    ['another host than the tunnel’s', 'https://b.test/', tunnel],
    ['another port than the tunnel’s', 'https://a.test:444/', tunnel],
    ['another scheme than the tunnel’s', 'http://a.test:443/', tunnel],
    ['a scheme that is not ours', 'ftp://a.test/', open],
    ['a host that no parser takes', 'http://a, b/', open],
    ['user info', 'http://x@a.test/', open],
    ['nothing', '', open],
  ] as const)('none for %s', (_, url, way) => {
    expect(targetOf(url, way, false, null)).toBeNull();
  });

  it('takes the port that the Host header writes, inside a tunnel', () => {
    expect(targetOf('/', tunnel, false, 443)?.writtenPort).toBe(443);
  });

  it('tells of two written ports the one that leads elsewhere', () => {
    expect(targetOf('http://a.test:80/', open, false, 81)?.writtenPort).toBe(81);
    expect(targetOf('https://a.test/', tunnel, false, 8443)?.writtenPort).toBe(8443);
    expect(targetOf('https://a.test:443/', tunnel, false, 443)?.writtenPort).toBe(443);
  });
});
