import type { Carry } from './carry.ts';
import { stands } from './stands.ts';

const VERSIONS = 'the session does not have which old versions of TLS the server speaks';

/** What is old enough for TLS 1.1 is so for TLS 1.2, and not the other way round. */
export const tlsLegacy: Carry = (said, ground) => {
  const { was, policy } = ground.under;
  const [before, now] = [was?.legacyTls.value, policy.profile.legacyTls.value];
  if (said.answer === 'pass' && now === 'TLSv1.1' && before !== now) return { notCheckable: VERSIONS };
  return stands(said, ground);
};
