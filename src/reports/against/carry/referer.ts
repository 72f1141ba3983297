import { restamp } from '../restamp.ts';
import type { Carry } from './carry.ts';
import { stands } from './stands.ts';

/** The file has a referer only where it was the caller's own, and without its query. */
export const referer: Carry = (said, ground) => {
  const { policy, was } = ground.under;
  if (said.answer === 'none' || was?.referer.value === policy.profile.referer.value) return stands(said, ground);
  const isOwn = said.answer === 'violation' && said.violation.actual !== policy.referer.replace(/[?#].*$/s, '');
  if (isOwn) return { ...restamp(said.violation, policy), expected: policy.referer };
  return { notCheckable: 'the session does not have the referer that the client brought' };
};
