import { describe, expect, it } from 'vitest';
import { serverRows, versionText } from '../../src/cli/server-rows.ts';
import type { ServerFacts } from '../../src/model/server-facts.ts';
import { serverFacts } from './checked.ts';

const row = (name: string, changes: Partial<ServerFacts> = {}) =>
  serverRows(serverFacts(changes)).find(([other]) => other === name)?.[1];
const promise = { logId: 'x', at: 0 };
const none = { tls: [], certificate: [], staple: [] };
const { versions } = serverFacts();
const weak = { ...versions['TLSv1.2'], cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA' };

describe('what a server does, for a reader', () => {
  it('its versions, with how each agrees on keys', () => {
    expect(row('TLS')).toBe('1.2 (x25519), 1.3 (x25519)');
    const old = { ...versions, TLSv1: { ...weak, keyExchange: { kind: 'rsa' } } } as ServerFacts['versions'];
    expect(row('TLS', { versions: old })).toMatch(/^1\.0 \(RSA, no forward secrecy\), 1\.2/);
    const refused = versions.TLSv1;
    expect(
      row('TLS', { versions: { TLSv1: refused, 'TLSv1.1': refused, 'TLSv1.2': refused, 'TLSv1.3': refused } }),
    ).toBe('none');
  });

  it.each<[Partial<ServerFacts>, string]>([
    [{}, '2 certificates'],
    [{ scts: { ...none, certificate: [promise, promise] } }, '2 certificates; 2 SCTs (in the certificate)'],
    [{ scts: { ...none, tls: 'malformed' } }, '2 certificates; SCTs that cannot be read (tls)'],
    [{ staple: 'malformed' }, '2 certificates; an OCSP staple that cannot be read'],
    [
      {
        staple: {
          responseStatus: 'successful',
          certificateStatus: 'good',
          thisUpdate: null,
          nextUpdate: 1_780_315_200_000,
        },
      },
      '2 certificates; an OCSP staple: good until 2026-06-01',
    ],
  ])('what it sends: %j', (changes, expected) => {
    expect(row('sends', changes)).toBe(expected);
  });

  it.each<[Partial<ServerFacts>, string]>([
    [{}, 'resumes sessions'],
    [{ resumption: { legacy: null, tls13: 'no' } }, 'resumes no sessions: each connection costs a whole handshake'],
    [{ withoutName: 'refused' }, 'refuses clients that send no name (SNI); resumes sessions'],
    [
      { withoutName: 'other-certificate' },
      'shows another certificate to clients that send no name (SNI); resumes sessions',
    ],
    [
      { withoutForwardSecrecy: weak },
      'takes ciphers without forward secrecy (TLS_RSA_WITH_AES_128_CBC_SHA); resumes sessions',
    ],
    [{ clientCertificate: 'required' }, 'resumes sessions; demands a client certificate, which a mini program has not'],
  ])('what else: %j', (changes, expected) => {
    expect(row('also', changes)).toBe(expected);
  });
});

it.each([
  ['TLSv1', '1.0'],
  ['TLSv1.3', '1.3'],
])('%s is called %s', (version, expected) => {
  expect(versionText(version)).toBe(expected);
});
