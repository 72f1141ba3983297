import { describe, expect, it } from 'vitest';
import { requestAgain, tunnelAgain } from '../../../src/reports/against/facts-again.ts';
import { FETCH, UNREAD } from '../../../src/rules/unsure-apis.ts';
import { began } from '../../events/made.ts';
import { policyUnder } from './made.ts';

const policy = policyUnder('wechat');
const tunnel = (changes: object) => tunnelAgain(began('f', changes), policy);

describe('the facts of the tunnel', () => {
  it.each([
    ['a request', { url: 'https://api.shop.test/a', host: 'api.shop.test' }, 'https', ['request'], 'likely'],
    [
      'a socket',
      { kind: 'socket', url: 'wss://h.test/', api: 'connectSocket', sure: 'certain' },
      'wss',
      ['connectSocket'],
      'certain',
    ],
    ['plain http', { url: 'http://h.test/' }, 'http', ['request'], 'likely'],
    [
      'a tunnel that was not read',
      { kind: 'tunnel', url: 'h.test:443', sure: 'unknown' },
      null,
      UNREAD.candidates,
      'unknown',
    ],
    ['datagrams', { kind: 'tunnel', url: 'h.test:53', api: 'udp', sure: 'certain' }, 'udp', ['udp'], 'certain'],
    ['a TCP socket', { kind: 'tunnel', url: 'h.test:53', api: 'tcp', sure: 'certain' }, 'tcp', ['tcp'], 'certain'],
    [
      'a GET to nobody known',
      { host: 'h.test', api: 'downloadFile', sure: 'unknown' },
      'https',
      FETCH.candidates,
      'unknown',
    ],
    [
      'a GET to a listed host',
      { host: 'cdn.shop.test', api: 'downloadFile', sure: 'unknown' },
      'https',
      ['downloadFile'],
      'unknown',
    ],
  ] as const)('%s', (_, changes, scheme, candidates, sure) => {
    expect(tunnel(changes)).toMatchObject({ scheme, api: { candidates, sure }, device: '127.0.0.1', sni: undefined });
  });

  it.each([
    ['no host', { host: 'a b' }],
    ['no API', { api: 'other' }],
  ])('%s: none', (_, changes) => {
    expect(tunnel(changes)).toBeNull();
  });
});

describe('the facts of the request', () => {
  it.each([
    ['https://api.shop.test/a', null],
    ['https://api.shop.test:443/a', 443],
    ['https://[::1]:8443/?a=:1', 8443],
    ['https://api.shop.test?b=c:1', null],
  ])('%s: the port %s was written', (url, writtenPort) => {
    expect(requestAgain(began('f', { url, method: 'PUT' }), policy)).toMatchObject({ writtenPort, method: 'PUT' });
  });

  it('of a tunnel there are none', () => {
    expect(requestAgain(began('f', { kind: 'tunnel', url: 'h.test:443' }), policy)).toBeNull();
  });
});
