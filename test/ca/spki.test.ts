import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { spkiDer, spkiPin } from '../../src/ca/spki.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { selfSigned } from '../support/pki.ts';

/** The two steps as the platform's document gives them (S4:316-320); printf does what `xxd -r -p` does there. */
const recipe = `
hash=$(openssl x509 -in cert.pem -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -hex)
printf '%s' "sha256/$(printf '%b' "$(printf '%s' "\${hash##*= }" | sed 's/../\\\\x&/g')" | base64 | tr -d '\\n')"`;

describe('spkiPin', () => {
  for (const key of ['ec', 'ec384', 'rsa2048', 'rsa1024', 'ed25519'] as const) {
    itNeeds('openssl')(`equals the platform's recipe for a ${key} key`, async () => {
      const { cert, x509 } = selfSigned({ names: ['api.shop.test'], key });
      const cwd = await folder({ 'cert.pem': cert });
      expect(spkiPin(x509)).toBe(execFileSync('bash', ['-c', recipe], { cwd, encoding: 'utf8' }));
    });
  }

  it('is the same for a certificate, its public key and its private key', () => {
    const { x509, keyObject } = selfSigned({ names: ['api.shop.test'] });
    const pin = spkiPin(x509);
    expect(pin).toMatch(/^sha256\/[A-Za-z0-9+/]{43}=$/);
    expect(spkiPin(createPublicKey(keyObject))).toBe(pin);
    expect(spkiPin(keyObject)).toBe(pin);
  });

  it('stays with the key when the certificate is renewed, and goes with it', () => {
    const before = selfSigned({ names: ['api.shop.test'] });
    const renewed = selfSigned({ names: ['api.shop.test'], reuseKey: before.keyObject });
    expect(renewed.cert).not.toBe(before.cert);
    expect(spkiPin(renewed.x509)).toBe(spkiPin(before.x509));
    expect(spkiPin(selfSigned({ names: ['api.shop.test'] }).x509)).not.toBe(spkiPin(before.x509));
  });
});

describe('spkiDer', () => {
  it('is what node:crypto exports', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = publicKey.export({ type: 'spki', format: 'der' });
    expect(spkiDer(publicKey)).toEqual(der);
    expect(spkiDer(privateKey)).toEqual(der);
  });
});
