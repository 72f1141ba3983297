import { versionsText } from '../check/android-eras.ts';
import type { HostCheck } from '../check/check-host.ts';
import type { Look } from '../check/look.ts';
import type { CertificateFacts, Platform } from '../model/facts.ts';
import type { ServerFacts, VersionAnswer } from '../model/server-facts.ts';
import { VERSIONS } from '../probe/versions.ts';
import { isFine } from './is-fine.ts';
import { versionText } from './server-rows.ts';

/** The answer of `check --json`. `ok` is that of the phones that decide. */
export const checkJson = (checks: readonly HostCheck[], platform: Platform): object => ({
  version: 1,
  platform,
  hosts: checks.map((one) => ({
    host: one.authority.hostname,
    port: one.authority.port,
    ok: isFine(one, platform),
    addresses: one.looks.map(addressJson),
    findings: one.findings,
    android: one.android.map(({ first, last, findings }) => ({
      versions: versionsText({ first, last }),
      ok: findings.length === 0,
      findings,
    })),
    chain: one.chain.map(certificateRow),
    tls: one.server && offeredOf(one.server),
    server: one.server && serverJson(one.server),
    pins: { state: one.pins },
  })),
});

/** Each with its own chain, for they may differ. */
const addressJson = ({ address, trouble, facts, server }: Look) => ({
  address,
  trouble: trouble?.text ?? null,
  chain: facts?.chain.map(certificateRow) ?? null,
  tls: server && offeredOf(server),
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

const offeredOf = ({ versions }: ServerFacts) =>
  Object.fromEntries(VERSIONS.map((version) => [versionText(version), versions[version].outcome === 'offered']));

/** Without the bytes of certificates and staples. */
const serverJson = ({ versions, best, withoutName, withoutForwardSecrecy, staple, scts, ...rest }: ServerFacts) => ({
  best: best && versionText(best),
  versions: Object.fromEntries(VERSIONS.map((version) => [versionText(version), answerJson(versions[version])])),
  withoutName,
  withoutForwardSecrecy: withoutForwardSecrecy && answerJson(withoutForwardSecrecy),
  staple,
  scts,
  ...rest,
});

const answerJson = (answer: VersionAnswer) => {
  if (answer.outcome !== 'offered') return answer;
  const { chain, staple: _, sctList: __, broke, ...shown } = answer;
  return { ...shown, certificates: chain?.length ?? null, broke };
};
