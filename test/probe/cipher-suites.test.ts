import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { cipherName, isForwardSecret, OFFERED_SUITES, staticSuites } from '../../src/probe/cipher-suites.ts';
import { VERSIONS } from '../../src/probe/versions.ts';
import { itNeeds } from '../support/needs.ts';

it('no hello offers a suite twice, or one without authentication or encryption', () => {
  for (const version of VERSIONS) {
    const names = OFFERED_SUITES[version].map(cipherName);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !name.startsWith('TLS_') || /anon|NULL|EXPORT|PSK|SRP/.test(name))).toEqual([]);
  }
});

it('suites of TLS 1.2 are not offered to older versions', () => {
  expect(OFFERED_SUITES.TLSv1).toEqual(OFFERED_SUITES['TLSv1.1']);
  expect(OFFERED_SUITES.TLSv1.map(cipherName).filter((name) => /GCM|CCM|POLY1305|SHA256|SHA384/.test(name))).toEqual(
    [],
  );
});

it('forward-secret suites are offered first, and the others are what is left', () => {
  for (const version of VERSIONS) {
    const secret = OFFERED_SUITES[version].map((id) => isForwardSecret(cipherName(id)));
    expect(secret).toEqual([...secret].sort((a, b) => Number(b) - Number(a)));
    expect(staticSuites(version)).toEqual(OFFERED_SUITES[version].filter((_, i) => !secret[i]));
  }
  expect(staticSuites('TLSv1.3')).toEqual([]);
});

it.each([
  ['TLS_AES_128_GCM_SHA256', true],
  ['TLS_CHACHA20_POLY1305_SHA256', true],
  ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', true],
  ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA', true],
  ['TLS_RSA_WITH_AES_128_CBC_SHA', false],
  ['TLS_ECDH_RSA_WITH_AES_128_CBC_SHA', false],
  ['0x1234', false],
])('%s: forward secrecy %s', (name, secret) => {
  expect(isForwardSecret(name)).toBe(secret);
});

it('a suite that is not in the table goes by its number', () => {
  expect(cipherName(0x00c6)).toBe('0x00c6');
});

itNeeds('openssl')('names are those that openssl has for the same numbers', () => {
  const text = execFileSync('openssl', ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'], {
    encoding: 'utf8',
  });
  const rows = [...text.matchAll(/0x(..),0x(..) - (TLS_\S+)/g)];
  const theirs = new Map(rows.map(([, high, low, name]) => [Number.parseInt(`${high}${low}`, 16), name]));
  const offered = VERSIONS.flatMap((version) => OFFERED_SUITES[version]).filter((id) => theirs.has(id));
  expect(offered.length).toBeGreaterThan(60);
  expect(offered.map(cipherName)).toEqual(offered.map((id) => theirs.get(id)));
});
