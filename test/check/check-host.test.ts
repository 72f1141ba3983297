import { describe, expect, it } from 'vitest';
import { checkHost, type Question } from '../../src/check/check-host.ts';
import { authorityOf } from '../support/facts.ts';
import { certified, tlsOrigin } from '../support/origin.ts';
import { selfSigned } from '../support/pki.ts';
import { type PolicyOptions, policyOf } from '../support/policy.ts';
import { diallingTo } from '../upstream/dialling.ts';

/** The documents of tcsas ask for TLS 1.1, which no server of today speaks. */
const QUIET: PolicyOptions = { effects: new Map([['tls-legacy', 'off']]) };

const question = (changes: Partial<Question> = {}): Question => ({
  authority: authorityOf('api.shop.test'),
  api: 'request',
  policy: policyOf(QUIET),
  ...changes,
});

const goodServer = () => tlsOrigin(() => {}, certified('api.shop.test'));

describe('a host that is checked', () => {
  it('with nothing amiss has no findings, and shows its chain and versions', async () => {
    const { port } = await goodServer();
    const checked = await checkHost(question(), diallingTo(port));
    expect(checked).toMatchObject({
      looks: [{ address: '127.0.0.1', trouble: null }],
      server: { best: 'TLSv1.3', versions: { TLSv1: { outcome: 'refused' }, 'TLSv1.2': { outcome: 'offered' } } },
      pins: 'none',
      findings: [],
    });
    expect(checked.chain.length).toBeGreaterThan(0);
  });

  it('is held to the pins of its app', async () => {
    const { port } = await goodServer();
    const { chain } = await checkHost(question(), diallingTo(port));
    const pinned = (pin = '') => policyOf({ ...QUIET, pins: new Map([['api.shop.test', new Set([pin])]]) });
    const right = await checkHost(question({ policy: pinned(chain[0]?.spki) }), diallingTo(port));
    const wrong = await checkHost(question({ policy: pinned('sha256/AAAA') }), diallingTo(port));
    expect([right.pins, right.findings]).toEqual(['match', []]);
    expect([wrong.pins, wrong.findings.map(({ rule }) => rule)]).toEqual(['mismatch', ['pin-spki']]);
  });

  it('that cannot be reached is a finding, and so is a name without address', async () => {
    const { port } = await goodServer();
    const refused = diallingTo(port, { resolve: async () => [{ address: '127.0.0.1', port: 1, mapped: true }] });
    const unknown = diallingTo(port, {
      resolve: async () => Promise.reject(Object.assign(new Error('no address'), { code: 'ENOTFOUND' })),
    });
    for (const [dial, reason] of [
      [refused, /ECONNREFUSED/],
      [unknown, /no address \(ENOTFOUND\)/],
    ] as const) {
      const { findings, chain, server } = await checkHost(question(), dial);
      expect([chain, server]).toEqual([[], null]);
      expect(findings).toEqual([
        expect.objectContaining({ rule: 'unreachable', message: expect.stringMatching(reason) }),
      ]);
    }
  });

  it('is looked at at every address, and what one alone shows names it', async () => {
    const { port } = await goodServer();
    const { key, cert } = selfSigned({ names: ['api.shop.test'] });
    const bad = await tlsOrigin(() => {}, { key, cert }, '::1');
    const resolve = async () =>
      [
        { address: '127.0.0.1', port, mapped: true },
        { address: '::1', port: bad.port, mapped: true },
        { address: '127.0.0.2', port: 1, mapped: true },
      ] as const;
    const checked = await checkHost(question(), diallingTo(0, { resolve }));
    expect(checked.looks).toMatchObject([
      { address: '127.0.0.1', facts: { trust: 'trusted' }, server: { best: 'TLSv1.3' } },
      { address: '::1', facts: { trust: 'self-signed' }, server: { best: 'TLSv1.3' } },
      { address: '127.0.0.2', facts: null, trouble: { text: 'connect ECONNREFUSED 127.0.0.2:1' } },
    ]);
    expect(checked.chain).toEqual(checked.looks[0]?.facts?.chain);
    expect(checked.findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['cert-self-signed', expect.stringMatching(/ \(at ::1 only\)\.$/)],
      ['unreachable', expect.stringMatching(/ \(at 127\.0\.0\.2 only\)\.$/)],
    ]);
  });

  it('is held to its pins at every address', async () => {
    const [one, other] = [await goodServer(), await goodServer()];
    const [first, second] = [one, other].map(({ port }) => ({ address: '127.0.0.1', port, mapped: true }));
    if (!first || !second) throw new Error('two servers');
    const { chain } = await checkHost(question(), diallingTo(one.port));
    const pins = new Map([['api.shop.test', new Set([chain[0]?.spki ?? ''])]]);
    const both = diallingTo(0, { resolve: async () => [first, second] });
    const checked = await checkHost(question({ policy: policyOf({ ...QUIET, pins }) }), both);
    expect(checked.pins).toBe('mismatch');
  });
});
