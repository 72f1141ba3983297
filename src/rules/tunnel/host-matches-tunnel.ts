import type { RequestFacts, TunnelFacts } from '../../model/facts.ts';
import { clientErrors } from '../client-errors.ts';
import { parseHost } from '../hosts.ts';
import type { Answer, Rule } from '../rule.ts';

/** What is not decrypted shows half of the answer at most. */
const NO_NAME = { notCheckable: 'the TLS handshake names no server in the clear, and nothing in it was decrypted' };
const NO_HOST = { notCheckable: 'the TLS handshake names the host, and no Host header in it was decrypted' };

const tunnel = ({ authority: { hostname, kind }, scheme, sni }: TunnelFacts): Answer => {
  // SNI carries names only (RFC 6066, 3), so there is none to compare for an address.
  if (sni === undefined || kind !== 'name') return 'n/a';
  if (sni === null) return scheme === null ? NO_NAME : 'n/a';
  if (parseHost(sni)?.hostname === hostname) return scheme === null ? NO_HOST : 'pass';
  return {
    message: `The TLS handshake in the tunnel to ${hostname} asks for ${JSON.stringify(sni)}.`,
    expected: hostname,
    actual: sni,
  };
};

const request = ({ authority: { hostname, port }, hosts, writtenPort }: RequestFacts): Answer => {
  const amiss = (actual: string) => ({
    message: `The request to ${hostname}:${port} has ${actual}; it must have one Host header, and that for ${hostname}.`,
    expected: hostname,
    actual,
  });
  const [host, ...more] = hosts;
  if (host === undefined) return amiss('no Host header');
  if (more.length > 0) return amiss(`${hosts.length} Host headers`);
  if (host === null) return amiss('a Host header that is no host');
  if (host.hostname !== hostname) return amiss(`the Host header ${host.hostname}`);
  return writtenPort === null || writtenPort === port ? 'pass' : amiss(`the port ${writtenPort} in its Host header`);
};

/** Against domain fronting: what was allowed is what is asked for. */
export const hostMatchesTunnel: Rule = {
  id: 'host-matches-tunnel',
  title: 'The tunnel, the TLS handshake in it and the Host header name the same host',
  source: ['S0:103', 'S1:11', 'S2:4', 'S3:18'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Let the client connect to the host that it names in SNI and in the Host header; remove a Host header that the code sets itself.',
  skippable: false,
  checks: { tunnel, request },
};
