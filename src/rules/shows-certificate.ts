import type { PeerFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import { onLan } from './addresses.ts';

/**
 * Whether there is a certificate to judge. An address on the device's own network is held to none (S3:97); a server that
 * agreed to no version of TLS has shown none, and `tls-version` says so.
 */
export const showsCertificate = ({ protocol, chain, authority, device }: PeerFacts, policy: Policy): boolean =>
  protocol !== 'below' && chain.length > 0 && !onLan(authority, device, policy);
