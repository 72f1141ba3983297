import type { Carry } from './carry.ts';
import { stands } from './stands.ts';

const CIPHER = 'the session does not have the cipher that was agreed on';

/** A platform with ATS asks for forward secrecy besides all that the others ask for. */
export const certAts: Carry = (said, ground) => {
  const { was, policy } = ground.under;
  const asks = policy.profile.ats.value && policy.platform !== 'android';
  if (said.answer === 'pass' && asks && was?.ats.value !== true) return { notCheckable: CIPHER };
  if (said.answer === 'violation' && !asks && was?.ats.value !== false) return { notCheckable: CIPHER };
  return stands(said, ground);
};
