import { expect, it } from 'vitest';
import { quicStep } from '../../src/onboarding/quic-step.ts';
import { policyOf } from '../support/policy.ts';

const told = { ok: 'ok', off: 'off', unread: 'unread', noApp: 'noApp' };

it.each([
  [undefined, 'auto', 'ok'],
  ['error', 'auto', 'ok'],
  ['off', 'auto', 'off'],
  [undefined, 'always', 'ok'],
  [undefined, 'never', 'unread'],
] as const)('with the rule alt-svc as %s and decrypt %s: %s', (effect, decrypt, text) => {
  const policy = policyOf(effect ? { effects: new Map([['alt-svc', effect]]) } : {});
  expect(quicStep(policy, decrypt, told)).toEqual({ ok: text === 'ok', text });
});

it('knows nothing where no app holds', () => {
  expect(quicStep(null, 'auto', told)).toEqual({ ok: false, text: 'noApp' });
});
