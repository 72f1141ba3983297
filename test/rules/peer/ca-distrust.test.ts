import { expect, it } from 'vitest';
import type { Platform } from '../../../src/model/facts.ts';
import type { Distrust } from '../../../src/model/path-facts.ts';
import { caDistrust } from '../../../src/rules/peer/ca-distrust.ts';
import type { Answer } from '../../../src/rules/rule.ts';
import { ask, askWord, certificateOf, pathOf, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const source = 'https://decisions.test/1';
const decision = (others: Partial<Distrust> = {}): Distrust => ({
  ca: 'Some CA',
  by: 'Apple',
  refusedOn: ['ios'],
  takenUntil: null,
  source,
  ...others,
});
const facts = (...distrust: readonly Distrust[]) => peerOf({ path: pathOf([certificateOf()], { distrust }) });

const answerFor = (platform: Platform, ...distrust: readonly Distrust[]): string => {
  return effectOf(caDistrust.checks.peer?.(facts(...distrust), policyOf({ platform })));
};

const effectOf = (answer: Answer | undefined): string => {
  if (answer === undefined || typeof answer === 'string') return answer ?? 'none';
  return 'effect' in answer && answer.effect ? answer.effect : 'error';
};

it.each([
  ['ios', [], 'pass'],
  ['ios', [decision()], 'error'],
  ['strictest', [decision()], 'error'],
  ['android', [decision()], 'warn'],
  ['android', [decision(), decision({ by: 'Chrome', refusedOn: ['android'] })], 'error'],
  ['strictest', [decision({ refusedOn: [] })], 'warn'],
] as const)('on %s, %o: %s', (platform, distrust, expected) => {
  expect(answerFor(platform, ...distrust)).toBe(expected);
});

it('a CA that the platform’s document names is refused on every phone', () => {
  const named = facts(decision({ ca: 'StartCom', refusedOn: [] }));
  const effects = (['tcsas', 'wechat'] as const).map((profile) => {
    return effectOf(caDistrust.checks.peer?.(named, policyOf({ profile, platform: 'ios' })));
  });
  expect(effects).toEqual(['warn', 'error']);
});

it.each([
  [null, `Apple takes no certificates of Some CA, and that of api.shop.test is one (${source}).`],
  [
    '2024-11-15',
    `Apple takes no certificates of Some CA that it issued after 2024-11-15, and that of api.shop.test is one (${source}).`,
  ],
])('until %s: the message', (takenUntil, message) => {
  expect(ask(caDistrust, 'peer', facts(decision({ takenUntil })), policyOf())).toBe(message);
});

it('is silent where there is no certificate to judge, and none that leads to a CA', () => {
  const local = peerOf({ to: '192.168.1.30', path: facts(decision()).path });
  const alone = peerOf({ trust: 'self-signed' });
  const words = [peerBelow, local, alone].map((one) => askWord(caDistrust, 'peer', one, policyOf()));
  expect(words).toEqual(['n/a', 'n/a', 'n/a']);
});
