/** What is read of DER and of alerts besides whole handshakes, made of what was right once: an answer or a refusal, and soon. */
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { taggedBytes } from '../../src/ca/der.ts';
import { linkOf } from '../../src/chain/link.ts';
import { readTbs } from '../../src/chain/x509/read-tbs.ts';
import { AlertReader } from '../../src/probe/alert-reader.ts';
import { embeddedScts } from '../../src/probe/embedded-scts.ts';
import { readOcspResponse } from '../../src/probe/ocsp-response.ts';
import { readSctList } from '../../src/probe/sct-list.ts';
import { certificateFacts } from '../../src/upstream/certificate.ts';
import { onlyWireErrors } from '../probe/only-wire-errors.ts';
import { EXTENSION_READERS } from '../support/extension-readers.ts';
import { edits, mutate } from '../support/mutate.ts';
import { ocspResponse } from '../support/ocsp.ts';
import { makeCa, nameConstraints } from '../support/pki.ts';
import { sctExtension, sctListOf } from '../support/transparency.ts';

const sctList = sctListOf({ logId: Buffer.alloc(32, 1).toString('base64'), at: 1_767_225_600_000 });
const root = makeCa({ name: 'Attack Root' });
const bounded = makeCa({
  name: 'Attack Intermediate',
  parent: root,
  eku: ['serverAuth'],
  aia: 'http://ca.test/root.cer',
  extensions: [nameConstraints({ permitted: [taggedBytes(2, Buffer.from('shop.test'))] })],
});
const leaf = bounded.issue({
  names: ['api.shop.test', '*.shop.test'],
  ips: ['127.0.0.1'],
  key: 'rsa2048',
  aia: 'http://ca.test/a.cer',
  extensions: [sctExtension('1.3.6.1.4.1.11129.2.4.2', sctList)],
});
const certificates = [leaf, bounded, root].map(({ x509 }) => x509.raw);
const staples = [ocspResponse({ sctList, nextUpdate: 1_767_225_600_000 }), ocspResponse({ status: 'revoked' })];
const alerts = [Buffer.of(1, 112, 2, 40), Buffer.of(2, 70), Buffer.of(1, 0)];

/** Says whether there was something to read. */
type Reading = (bytes: Buffer) => boolean;

const readsDer: Reading = (bytes) => {
  onlyWireErrors(() => embeddedScts(bytes));
  const tbs = readTbs(bytes);
  for (const { value } of tbs?.extensions.values() ?? []) for (const read of EXTENSION_READERS) read(value);
  return tbs !== null;
};

/** What OpenSSL takes for a certificate, most of which is no longer one that anybody made. */
const readsCertificate: Reading = (bytes) => {
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(bytes);
  } catch {
    return false;
  }
  linkOf(x509);
  certificateFacts(x509);
  return true;
};

const readsStaple: Reading = (bytes) => onlyWireErrors(() => readOcspResponse(bytes)) !== null;
const readsScts: Reading = (bytes) => onlyWireErrors(() => readSctList(bytes)) !== null;
const readsAlerts: Reading = (bytes) => {
  const reader = new AlertReader();
  return onlyWireErrors(() => reader.push(bytes) ?? reader.ended({ outcome: 'silent' })) !== null;
};

/** Of each kind: what it was, who reads it, and how often it is changed. */
const ATTACKS: Readonly<Record<string, readonly [originals: readonly Buffer[], reads: Reading, cases: number]>> = {
  'the DER of certificates': [certificates, readsDer, 45_000],
  certificates: [certificates, readsCertificate, 5_000],
  'OCSP staples': [staples, readsStaple, 25_000],
  'lists of timestamps': [[sctList], readsScts, 15_000],
  alerts: [alerts, readsAlerts, 10_000],
};

it('100 000 mutated certificates, staples, timestamps and alerts are read or refused, within a minute and in bounded memory', () => {
  const began = performance.now();
  const rssBefore = process.memoryUsage().rss;
  const seen = Object.entries(ATTACKS).map(([kind, [originals, reads, numRuns]]) => {
    let [cases, whole, longestMs] = [0, 0, 0];
    const attack = fc.property(fc.constantFrom(...originals), edits, (original, list) => {
      const bytes = mutate(original, list);
      const from = performance.now();
      if (reads(bytes)) whole += 1;
      longestMs = Math.max(longestMs, performance.now() - from);
      cases += 1;
    });
    fc.assert(attack, { numRuns });
    return { kind, cases, isTried: whole > cases / 50, isSlow: longestMs > 2_000 };
  });
  expect(seen.reduce((sum, { cases }) => sum + cases, 0)).toBe(100_000);
  // Were none of a kind whole, its EXTENSION_READERS would have seen no more than the first bytes.
  expect(seen.filter(({ isTried, isSlow }) => !isTried || isSlow)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(process.memoryUsage().rss - rssBefore).toBeLessThan(200 * 2 ** 20);
}, 120_000);
