import { expect, it } from 'vitest';
import { certDates } from '../../../src/rules/peer/cert-dates.ts';
import {
  ask,
  askWord,
  certificateOf,
  day,
  intermediate,
  noon,
  pathOf,
  peerBelow,
  peerOf,
} from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  [-1, 1, 'pass'],
  [0, 1, 'pass'],
  [-1, 0, 'pass'],
  [1, 2, 'fail'],
  [-2, -1, 'fail'],
])('a certificate from day %i to day %i: %s', (from, to, expected) => {
  const leaf = certificateOf({ notBefore: noon + from * day, notAfter: noon + to * day });
  expect(askWord(certDates, 'peer', peerOf({ chain: [leaf, intermediate] }), policyOf())).toBe(expected);
});

it.each([
  [[certificateOf({ notAfter: noon - 12 * day })], 'The certificate of api.shop.test expired 12 days ago.'],
  [[certificateOf({ notBefore: noon + 3_600_000 })], 'The certificate of api.shop.test begins in 1 hour.'],
  [
    [certificateOf(), { ...intermediate, notAfter: noon - day }],
    '"CN=Test Intermediate", in the chain of api.shop.test, expired 1 day ago.',
  ],
])('%o: the message', (chain, message) => {
  expect(ask(certDates, 'peer', peerOf({ chain }), policyOf())).toBe(message);
});

it.each([
  [20, 'warn', 'The certificate of api.shop.test runs out in 20 days.'],
  [21, 'pass', ''],
  [0.5, 'warn', 'The certificate of api.shop.test runs out in 12 hours.'],
])('a certificate that has %f days left of 21: %s', (days, effect, message) => {
  const chain = [certificateOf({ notAfter: noon + days * day }), intermediate];
  const answer = certDates.checks.peer?.(peerOf({ chain }), policyOf({ minDays: 21 }));
  expect(answer).toEqual(
    effect === 'pass' ? 'pass' : expect.objectContaining({ effect, message, expected: '21 days left' }),
  );
});

it('is silent where there is no certificate to judge', () => {
  const local = peerOf({ to: '192.168.1.30', at: noon + 1_000 * day });
  expect([peerBelow, local].map((facts) => askWord(certDates, 'peer', facts, policyOf()))).toEqual(['n/a', 'n/a']);
});

it.each([
  ['strictest', '"CN=Test Intermediate", in the chain of api.shop.test, expired 1 day ago.'],
  ['ios', '"CN=Test Intermediate", in the chain of api.shop.test, expired 1 day ago.'],
  ['android', 'pass'],
] as const)(
  'a root out of date is a fault too, but for Android, which asks no root for its dates: %s',
  (platform, expected) => {
    const { links } = pathOf([certificateOf(), { ...intermediate, notAfter: noon - day }]);
    const path = pathOf([], { links: links.map((link) => (link.place === 1 ? { ...link, place: null } : link)) });
    const policy = policyOf({ platform, minDays: 0 });
    const answer = ask(certDates, 'peer', peerOf({ chain: [certificateOf()], path }), policy);
    expect(answer).toBe(expected);
  },
);

it('Android asks a server’s own certificate for its dates, root or none', () => {
  const alone = peerOf({ chain: [certificateOf({ notAfter: noon - day })] });
  expect(askWord(certDates, 'peer', alone, policyOf({ platform: 'android' }))).toBe('fail');
});

it('one that is sent and not needed is told, and blocks nothing', () => {
  const spare = certificateOf({ subject: 'CN=Old Root', notAfter: noon - day });
  const chain = [certificateOf(), intermediate, spare];
  const path = pathOf(chain.slice(0, 2));
  expect(certDates.checks.peer?.(peerOf({ chain, path }), policyOf())).toMatchObject({
    message:
      '"CN=Old Root", which api.shop.test sends too, expired 1 day ago: phones that know no other way up refuse it.',
    effect: 'warn',
  });
});
