import type { Carry } from './carry.ts';
import { stands } from './stands.ts';

/** It answers only where the platform has pins and the host is pinned. */
export const pinSpki: Carry = (said, ground) => {
  const { flow, under } = ground;
  if (!under.policy.profile.pins.value) return 'none';
  if (said.answer === 'none' && under.policy.pins.has(flow.began.host)) {
    return { notCheckable: 'the session does not have the public key of the server' };
  }
  return stands(said, ground);
};
