import { describe, expect, it } from 'vitest';
import { certAts } from '../../../src/rules/peer/cert-ats.ts';
import { ask, askWord, certificateOf, intermediate, pathOf, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const root = certificateOf({ subject: 'CN=Test Root', issuer: 'CN=Test Root' });

describe('certificates, on every platform', () => {
  it.each([
    [{ keyType: 'rsa', keyBits: 2048 }, 'pass'],
    [{ keyType: 'rsa', keyBits: 1024 }, 'fail'],
    [{ keyType: 'rsa-pss', keyBits: 1024 }, 'fail'],
    [{ keyType: 'ec', keyBits: 256 }, 'pass'],
    [{ keyType: 'ec', keyBits: 521 }, 'pass'],
    [{ keyType: 'ec', keyBits: 224 }, 'fail'],
    [{ keyType: 'ed25519', keyBits: 0 }, 'fail'],
    [{ keyType: 'ed448', keyBits: 0 }, 'fail'],
    [{ signatureHash: 'none' }, 'fail'],
    [{ signatureHash: 'sha384' }, 'pass'],
    [{ signatureHash: 'sha512' }, 'pass'],
    [{ signatureHash: 'sha1' }, 'fail'],
    [{ signatureHash: 'md5' }, 'fail'],
    [{ signatureHash: 'unknown' }, 'fail'],
  ])('%o: %s', (weakness, expected) => {
    const answer = (chain: Parameters<typeof peerOf>[0]) =>
      askWord(certAts, 'peer', peerOf(chain), policyOf({ profile: 'tcsas-game', platform: 'android' }));
    expect(answer({ chain: [certificateOf(weakness), intermediate] })).toBe(expected);
    expect(answer({ chain: [certificateOf(), { ...intermediate, ...weakness }] })).toBe(expected);
    expect(answer({ chain: [certificateOf(), intermediate, { ...root, ...weakness }] })).toBe('pass');
    expect(answer({ chain: [{ ...root, ...weakness }] })).toBe(expected);
  });

  it('says of a strong key that phones do not take it', () => {
    const chain = [certificateOf({ keyType: 'ed25519', keyBits: 0 }), intermediate];
    expect(ask(certAts, 'peer', peerOf({ chain }), policyOf())).toMatch(/a key of Ed25519, which phones do not offer/);
  });

  it('names the certificate', () => {
    const chain = [certificateOf(), { ...intermediate, signatureHash: 'sha1' }];
    expect(ask(certAts, 'peer', peerOf({ chain }), policyOf())).toBe('"CN=Test Intermediate" is signed with SHA1.');
  });
});

it.each([
  ['tcsas', 'ios', 'fail'],
  ['tcsas', 'strictest', 'fail'],
  ['tcsas', 'android', 'pass'],
  ['tcsas-game', 'ios', 'pass'],
] as const)('no forward secrecy, %s on %s: %s', (profile, platform, expected) => {
  const facts = peerOf({ protocol: 'TLSv1.2', cipher: 'AES128-SHA', forwardSecret: false });
  expect(askWord(certAts, 'peer', facts, policyOf({ profile, platform }))).toBe(expected);
});

it('is silent where there is no certificate to judge', () => {
  const local = peerOf({ to: '192.168.1.30', forwardSecret: false });
  expect([peerBelow, local].map((facts) => askWord(certAts, 'peer', facts, policyOf()))).toEqual(['n/a', 'n/a']);
});

it('does not judge what is sent and not needed', () => {
  const chain = [certificateOf(), intermediate, certificateOf({ subject: 'CN=Old', signatureHash: 'sha1' })];
  const judged = [chain.slice(0, 2), chain].map((path) => peerOf({ chain, path: pathOf(path) }));
  expect(judged.map((facts) => askWord(certAts, 'peer', facts, policyOf()))).toEqual(['pass', 'fail']);
});
