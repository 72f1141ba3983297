/** A host as `check` found it. */
import type { HostCheck } from '../../src/check/check-host.ts';
import type { HostFinding } from '../../src/check/host-findings.ts';
import type { Look } from '../../src/check/look.ts';
import { PLATFORMS } from '../../src/check/platform-findings.ts';
import type { ServerFacts, VersionAnswer } from '../../src/model/server-facts.ts';
import { authorityOf, certificateOf, intermediate, peerOf } from '../support/facts.ts';

export const finding = (changes: Partial<HostFinding> = {}): HostFinding => ({
  rule: 'cert-chain',
  effect: 'error',
  errMsg: 'request:fail ssl hand shake error',
  errno: 600001,
  message: 'api.shop.test does not send the certificate of "CN=Test Intermediate", which signed its chain.',
  expected: null,
  actual: null,
  source: 'S0:149',
  fix: 'Let the server send the intermediate certificates.',
  platforms: PLATFORMS,
  shownAt: null,
  ...changes,
});

const offered: VersionAnswer = {
  outcome: 'offered',
  cipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  forwardSecret: true,
  keyExchange: { kind: 'ecdhe', group: 'x25519' },
  chain: [new Uint8Array(1), new Uint8Array(1)],
  staple: null,
  sctList: null,
  asksCertificate: false,
  broke: null,
};
const refused: VersionAnswer = { outcome: 'refused', by: 'alert', alert: 'protocol_version' };

/** Of a server of today. */
export const serverFacts = (changes: Partial<ServerFacts> = {}): ServerFacts => ({
  versions: { TLSv1: refused, 'TLSv1.1': refused, 'TLSv1.2': offered, 'TLSv1.3': offered },
  best: 'TLSv1.3',
  withoutName: 'same',
  withoutForwardSecrecy: refused,
  staple: null,
  scts: { tls: [], certificate: [], staple: [] },
  resumption: { legacy: 'yes', tls13: 'yes' },
  clientCertificate: 'none',
  ...changes,
});

/** An address that answered. */
export const lookAt = (address: string, changes: Partial<Look> = {}): Look => ({
  address,
  port: 443,
  mapped: false,
  facts: peerOf(),
  server: serverFacts(),
  trouble: null,
  ...changes,
});

export const checkedHost = (changes: Partial<HostCheck> = {}): HostCheck => ({
  authority: authorityOf('api.shop.test'),
  looks: [lookAt('203.0.113.7')],
  chain: [certificateOf(), intermediate],
  server: serverFacts(),
  pins: 'none',
  findings: [],
  android: [],
  ...changes,
});
