import { describe, expect, it } from 'vitest';
import { createPathFinder } from '../../src/chain/path-finder.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { connect } from '../../src/upstream/connect.ts';
import { type ChainCase, chainCases } from '../support/chains.ts';
import { tlsOrigin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';
import { policyOf } from '../support/policy.ts';
import { diallingTo, orderTo, uncalled } from '../upstream/dialling.ts';

/** Which rule speaks of what a path comes to. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^self-signed/, 'cert-self-signed'],
  [/^incomplete/, 'cert-chain'],
  [/^unknown-root|^broken/, 'cert-trusted'],
  [/expired|not-yet-valid/, 'cert-dates'],
  [/^trusted wrong/, 'cert-chain'],
];

const rulesFor = ({ says, also = {} }: ChainCase): readonly string[] => {
  const found = RULES.filter(([pattern]) => pattern.test(says)).map(([, rule]) => rule);
  const extra = also.strangers || also.duplicates ? ['cert-chain'] : [];
  return [...found, ...extra].sort();
};

/** Rules about something else than the path: a hash, and old certificates that are sent besides. */
const BESIDE = ['cert-ats', 'cert-dates'];

describe('each chain, sent by a server in a real handshake, meets the rule that speaks of it', () => {
  it.each(Object.entries(chainCases))('%s', async (name, row) => {
    const [own] = row.sent;
    const cert = row.sent.map((one) => one.cert).join('');
    const { port } = await tlsOrigin(() => {}, { cert, key: own?.key, ciphers: 'DEFAULT@SECLEVEL=0' });
    const findPath = createPathFinder(indexRoots(row.roots.map((root) => root.cert)));
    const made = await connect(orderTo(), diallingTo(port, { findPath }), uncalled);
    if (made.outcome === 'connected') made.socket.destroy();
    const expected = rulesFor(row);
    const violations = made.peer?.violations ?? [];
    const told = violations.map(({ rule }) => rule).filter((rule) => expected.includes(rule) || !BESIDE.includes(rule));
    expect(told.sort(), name).toEqual(expected);
    const blocks = !/^trusted( wrong)?$/.test(row.says) || name === 'SHA-1';
    expect(made.outcome, JSON.stringify(violations)).toBe(blocks ? 'forbidden' : 'connected');
  });
});

describe('a CA that phones no longer trust, though this machine does', () => {
  it.each([
    ['WoSign CA Limited', 'android', 'forbidden', 'error'],
    ['WoSign CA Limited', 'ios', 'forbidden', 'error'],
    ['CNNIC', 'ios', 'connected', 'warn'],
    ['mpgate tests', 'strictest', 'connected', undefined],
  ] as const)('%s, on %s: %s', async (organisation, platform, outcome, effect) => {
    const root = makeCa({ name: 'Some Root', organisation });
    const { chain, key } = root.issue({ names: ['api.shop.test'] });
    const { port } = await tlsOrigin(() => {}, { cert: chain, key });
    const findPath = createPathFinder(indexRoots([root.cert]));
    const made = await connect(
      orderTo(undefined, { policy: policyOf({ platform }) }),
      diallingTo(port, { findPath }),
      uncalled,
    );
    if (made.outcome === 'connected') made.socket.destroy();
    expect(made.outcome).toBe(outcome);
    expect(made.peer?.violations.map((one) => [one.rule, one.effect])).toEqual(effect ? [['ca-distrust', effect]] : []);
  });
});
