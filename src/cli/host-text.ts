import type { Authority } from '../model/facts.ts';

/** `api.shop.test:443`, `[2001:db8::7]:8443`. */
export const hostText = ({ hostname, port, kind }: Authority): string =>
  `${kind === 'ipv6' ? `[${hostname}]` : hostname}:${port}`;
