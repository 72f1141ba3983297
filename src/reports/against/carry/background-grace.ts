import type { Carry } from './carry.ts';
import { stands } from './stands.ts';

/** Of a flow in the background the file has only on which side of the grace it ended. */
export const backgroundGrace: Carry = (said, ground) => {
  const { was, policy } = ground.under;
  if (said.answer === 'none') return 'none';
  const [then, now] = [was?.backgroundGraceMs.value ?? null, policy.profile.backgroundGraceMs.value];
  const isSafe = then !== null && (said.answer === 'pass' ? then <= now : then >= now);
  return isSafe
    ? stands(said, ground)
    : { notCheckable: 'the session does not have how long it was in the background' };
};
