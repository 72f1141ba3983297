import type { TunnelOf } from '../exchange/tunnel-flow.ts';
import { rangeOf } from '../rules/addresses.ts';
import type { Doors } from './doors.ts';

/**
 * Why the TLS in a tunnel is not opened, for the report; null: it is. Programs on this machine have no pins of their own
 * to break: their calls are held to the app's here.
 */
export const whySealed = (
  { decrypt, distrust }: Pick<Doors, 'decrypt' | 'distrust'>,
  { device, authority, policy }: TunnelOf,
): string | null => {
  if (decrypt === 'always') return null;
  if (decrypt === 'never') return 'not decrypted: decrypt is "never"';
  if (distrust.has(device, authority.hostname)) return "not decrypted: the client did not trust the gate's CA";
  if (!policy.pins.has(authority.hostname) || rangeOf(device) === 'loopback') return null;
  return 'not decrypted: the app has pins for the host, which its client would not find in a certificate of the gate';
};
