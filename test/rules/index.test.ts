import { describe, expect, it } from 'vitest';
import { rules, rulesAt } from '../../src/rules/index.ts';

const stages = ['config', 'tunnel', 'request', 'admit', 'dial', 'peer', 'body', 'response', 'clock'] as const;
const ids = rules.map(({ id }) => id);
const idsAt = (stage: (typeof stages)[number]) => rulesAt(stage).map(({ rule }) => rule.id);

describe('the table of rules', () => {
  it('has every rule once, by an id in kebab-case', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('cites lines of the documents for every rule', () => {
    const wrong = rules.filter(({ source }) => !source.every((line) => /^(?:S[0-4]:[1-9]\d*|public: .+)$/.test(line)));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('has a title, a way out and an error of the client for every rule', () => {
    const poor = rules.filter(({ title, fix, errMsg }) => title === '' || !fix.endsWith('.') || errMsg === '');
    expect(poor.map(({ id }) => id)).toEqual([]);
  });

  it('asks every rule at some stage', () => {
    expect(new Set(stages.flatMap(idsAt))).toEqual(new Set(ids));
  });

  it('asks in the order of the table', () => {
    for (const stage of stages) expect(idsAt(stage)).toEqual(ids.filter((id) => idsAt(stage).includes(id)));
  });

  it('has one guard, which no switch reaches', () => {
    const guards = rules.filter(({ guard }) => guard);
    expect(guards.map(({ id, effect, skippable }) => [id, effect, skippable])).toEqual([
      ['upstream-address', 'error', false],
    ]);
  });

  it('warns where a platform lets the call pass, and blocks elsewhere', () => {
    const warning = rules.filter(({ effect }) => effect === 'warn').map(({ id }) => id);
    expect(warning.sort()).toEqual(
      [
        ...['alt-svc', 'content-type-default', 'data-serialization'],
        ...['icp-licensed', 'referer', 'skip-verification', 'status-any', 'streaming', 'upstream-private'],
      ].sort(),
    );
  });

  it('lets the switch of the DevTools cover domain names, TLS versions and certificates', () => {
    const covered = rules.filter(({ skippable }) => skippable).map(({ id }) => id);
    expect(covered.sort()).toEqual(
      [
        ...['ca-distrust', 'cert-ats', 'cert-chain', 'cert-dates', 'cert-name', 'cert-self-signed', 'cert-trusted'],
        ...['tls-legacy', 'tls-version'],
        ...['domain-allowlist', 'domain-per-api', 'forbidden-domain', 'lan-address', 'lan-base-library'],
        ...['no-ip-literal', 'no-localhost', 'no-parent-domain', 'port-exact', 'port-explicit-443'],
        ...['scheme-https-wss', 'tcp-destination', 'udp-destination', 'wss-all-ports'],
      ].sort(),
    );
  });
});

it.each([
  ['config', 9],
  ['tunnel', 14],
  ['request', 8],
  ['admit', 3],
  ['dial', 2],
  ['peer', 10],
  ['body', 2],
  ['response', 5],
  ['clock', 2],
] as const)('%s asks %i rules', (stage, count) => {
  expect(idsAt(stage)).toHaveLength(count);
});
