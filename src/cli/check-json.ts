import type { HostCheck } from '../check/check-host.ts';
import type { CertificateFacts, Platform } from '../model/facts.ts';
import { isFine } from './is-fine.ts';

/** The answer of `check --json`. `ok` is that of the phones that decide. */
export const checkJson = (checks: readonly HostCheck[], platform: Platform): object => ({
  version: 1,
  platform,
  hosts: checks.map((one) => ({
    host: one.authority.hostname,
    port: one.authority.port,
    ok: isFine(one, platform),
    addresses: one.looks.map(({ address, trouble }) => ({ address, trouble })),
    findings: one.findings,
    chain: one.chain.map(certificateRow),
    tls: one.tls,
    pins: { state: one.pins },
  })),
});

const certificateRow = ({
  subject,
  issuer,
  notBefore,
  notAfter,
  keyType,
  keyBits,
  signatureHash,
  spki,
}: CertificateFacts) => ({
  subject,
  issuer,
  notBefore: new Date(notBefore).toISOString(),
  notAfter: new Date(notAfter).toISOString(),
  key: keyText(keyType, keyBits),
  signature: signatureHash,
  spki,
});

/** `RSA 2048`, `EC 256`, `ED25519`. */
export const keyText = (type: string, bits: number): string => `${type.toUpperCase()}${bits > 0 ? ` ${bits}` : ''}`;
