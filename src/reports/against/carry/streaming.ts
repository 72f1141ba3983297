import type { Carry } from './carry.ts';
import { stands } from './stands.ts';

/** Where code sees chunks and cookies there is nothing to warn of. */
export const streaming: Carry = (said, ground) => {
  const { was, policy } = ground.under;
  if (policy.profile.chunksAndCookies.value) return said.answer === 'violation' ? 'pass' : stands(said, ground);
  if (said.answer === 'pass' && was?.chunksAndCookies.value !== false) {
    return { notCheckable: 'the session does not have whether the answer came in chunks or set cookies' };
  }
  return stands(said, ground);
};
