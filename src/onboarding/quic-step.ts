import type { Policy } from '../model/policy.ts';
import { answerDrops } from '../rules/answer-drops.ts';
import type { Step } from './step.ts';
import type { Told } from './texts/texts.ts';

/**
 * Whether anything leads this client to QUIC, past the gate. A page cannot see UDP, and neither can an HTTP proxy; what the gate
 * does know is whether it takes the offers out of answers.
 */
export const quicStep = (policy: Policy | null, decrypt: 'auto' | 'always' | 'never', told: Told['quic']): Step => {
  if (decrypt === 'never') return { ok: false, text: told.unread };
  if (policy === null) return { ok: false, text: told.noApp };
  return answerDrops(policy).has('alt-svc') ? { ok: true, text: told.ok } : { ok: false, text: told.off };
};
