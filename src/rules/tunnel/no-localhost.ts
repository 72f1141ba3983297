import type { Host } from '../../model/facts.ts';
import { isLoopback } from '../addresses.ts';
import { clientErrors } from '../client-errors.ts';
import { isLoopbackName } from '../hosts.ts';
import type { Answer, Rule } from '../rule.ts';

const check = (host: Host): Answer =>
  isLoopback(host) || isLoopbackName(host.hostname)
    ? { message: `${host.hostname} is the device itself, not a server.`, actual: host.hostname }
    : 'pass';

export const noLocalhost: Rule = {
  id: 'no-localhost',
  title: 'No domain is localhost or a loopback address',
  source: ['S0:110', 'S1:18', 'S2:7', 'S3:31'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Give the server a name, list it ({console}), and lead that name to the local machine with "resolve" in mpgate.json.',
  skippable: true,
  checks: {
    config: ({ host }) => (host ? check(host) : 'n/a'),
    tunnel: ({ authority }) => check(authority),
  },
};
