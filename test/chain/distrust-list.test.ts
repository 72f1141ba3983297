import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { DISTRUST_LIST, LIST_DATE } from '../../src/chain/distrust-list.ts';
import { profiles } from '../../src/profiles/index.ts';

const decisions = DISTRUST_LIST.flatMap(({ ca, decisions }) => decisions.map((decision) => ({ ca, ...decision })));

describe('the list of distrusted CAs', () => {
  it.each([...DISTRUST_LIST])('$ca is there once, to be known by something, with somebody’s decision', (entry) => {
    expect(DISTRUST_LIST.filter(({ ca }) => ca === entry.ca)).toHaveLength(1);
    expect(entry.fingerprints.length + entry.organisations.length).toBeGreaterThan(0);
    expect(entry.decisions.length).toBeGreaterThan(0);
    expect(entry.fingerprints.filter((print) => !/^[0-9a-f]{64}$/.test(print))).toEqual([]);
  });

  it.each(decisions)('$ca by $by: dated, and with a source', ({ takenUntil, source }) => {
    expect(source).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
    expect(takenUntil ?? LIST_DATE).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect((takenUntil ?? '') <= LIST_DATE).toBe(true);
  });

  it('names no fingerprint twice', () => {
    const prints = DISTRUST_LIST.flatMap(({ fingerprints }) => fingerprints);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('has the fingerprints of roots that Node still carries under the names that it says', () => {
    const roots = rootCertificates.map((pem) => new X509Certificate(pem));
    const found = DISTRUST_LIST.flatMap(({ ca, fingerprints }) =>
      roots
        .filter(({ fingerprint256 }) => fingerprints.includes(fingerprint256.replaceAll(':', '').toLowerCase()))
        .map(({ subject }) => [ca, subject]),
    );
    const words: Readonly<Record<string, RegExp>> = {
      Entrust: /O=(Entrust|AffirmTrust)/,
      'Chunghwa Telecom': /O=Chunghwa/,
      NetLock: /O=NetLock/,
    };
    for (const [ca = '', subject] of found) expect(subject).toMatch(words[ca] ?? /^$/);
  });

  it('knows the CAs that a profile names', () => {
    const known = DISTRUST_LIST.map(({ ca }) => ca);
    const named = [...profiles.values()].flatMap(({ distrustedCas }) => distrustedCas.value);
    expect(named.filter((ca) => !known.includes(ca))).toEqual([]);
  });
});
