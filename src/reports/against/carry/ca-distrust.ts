import type { Carry } from './carry.ts';
import { stands } from './stands.ts';

const PHONES = 'the session does not have on which phones others refuse the CA';

/** A platform may name CAs that it refuses whatever the phone. */
export const caDistrust: Carry = (said, ground) => {
  const { was, policy } = ground.under;
  if (said.answer !== 'violation') return stands(said, ground);
  const ca = said.violation.actual ?? '';
  const carried = stands(said, ground);
  const isNamed = policy.profile.distrustedCas.value.includes(ca);
  if (isNamed) return typeof carried === 'object' && 'rule' in carried ? { ...carried, effect: 'error' } : carried;
  return was?.distrustedCas.value.includes(ca) ? { notCheckable: PHONES } : carried;
};
