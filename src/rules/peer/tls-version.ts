import { onLan } from '../addresses.ts';
import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

const ENOUGH = ['TLSv1.2', 'TLSv1.3'];

export const tlsVersion: Rule = {
  id: 'tls-version',
  title: 'The server speaks TLS 1.2 or above',
  source: ['S0:152', 'S1:59', 'S2:48', 'S3:76'],
  effect: 'error',
  ...clientErrors.handshake,
  fix: 'Switch TLS 1.2 on in the server: ssl_protocols TLSv1.2 TLSv1.3 in nginx.',
  skippable: true,
  checks: {
    peer: ({ authority, device, protocol }, policy) => {
      if (onLan(authority, device, policy)) return 'n/a';
      if (ENOUGH.includes(protocol)) return 'pass';
      const found = protocol === 'below' ? 'no version of TLS that is in use' : protocol;
      const message = `${authority.hostname}:${authority.port} agreed to ${found}.`;
      return { message, expected: 'TLSv1.2 or above', actual: protocol === 'below' ? 'none' : protocol };
    },
  },
};
