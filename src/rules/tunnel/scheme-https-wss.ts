import type { Api, EntryFacts, TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { onLan } from '../addresses.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';
import { isWebTraffic } from '../socket-traffic.ts';

/** What each API speaks; the consoles take hosts of UDP and TCP sockets without a scheme too (null). */
const SCHEMES: { readonly [A in Api]: readonly (string | null)[] } = {
  request: ['https'],
  uploadFile: ['https'],
  downloadFile: ['https'],
  connectSocket: ['wss'],
  udp: ['udp', null],
  tcp: ['tcp', null],
};

const config = ({ list, value, scheme }: EntryFacts): Answer => {
  if (SCHEMES[list].includes(scheme)) return 'pass';
  const expected = `${SCHEMES[list][0]}://`;
  const actual = scheme === null ? 'no scheme' : `${scheme}://`;
  return { message: `"${value}" in the ${list} list must begin with ${expected}.`, expected, actual };
};

const tunnel = (facts: TunnelFacts, policy: Policy): Answer => {
  const { authority, device, scheme, api, sni } = facts;
  if (!isWebTraffic(facts) || onLan(authority, device, policy)) return 'n/a';
  // TLS of which nothing is decrypted is one of the two, and either will do.
  if (scheme === null) return sni === undefined ? 'n/a' : 'pass';
  const allowed = [...new Set(api.candidates.flatMap((candidate) => SCHEMES[candidate]))];
  if (allowed.includes(scheme)) return 'pass';
  const expected = allowed.map((one) => `${one}://`).join(' or ');
  const message = `${scheme}://${authority.hostname} must be ${expected} for ${api.candidates.join(', ')}.`;
  return { message, expected, actual: `${scheme}://` };
};

export const schemeHttpsWss: Rule = {
  id: 'scheme-https-wss',
  title: 'Requests go over https, sockets over wss',
  source: ['S0:143', 'S0:109', 'S1:50', 'S2:39', 'S3:65'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Serve the host over TLS, and write https:// or wss:// in the code and in the domain list ({console}).',
  skippable: true,
  unread: 'unasked',
  checks: { config, tunnel },
};
