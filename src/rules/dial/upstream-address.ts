import type { DialFacts } from '../../model/facts.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';

const PLACES: { readonly [R in DialFacts['range']]: string | null } = {
  public: null,
  private: null,
  loopback: 'a loopback address',
  'link-local': 'a link-local address',
  metadata: 'the metadata service of a cloud',
  unspecified: 'no address of a server',
  other: 'an address set aside for other uses',
};

const dial = ({ authority: { hostname }, address, range, own, mapped }: DialFacts): Answer => {
  const place = own ? 'the gate itself' : PLACES[range];
  if (place === null || (mapped && !own)) return 'pass';
  return {
    message: `${hostname} leads to ${address}, which is ${place}.`,
    expected: 'a public address',
    actual: address,
  };
};

/** A name that leads into the gate or its host would open to every client what only the host may reach. */
export const upstreamAddress: Rule = {
  id: 'upstream-address',
  title: 'No name leads into the gate, its host or a cloud’s metadata',
  source: ['S0:104', 'S1:12', 'S2:4', 'S3:20'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'To test against a server on this machine, map its name with "resolve" in mpgate.json: "api.shop.test": "127.0.0.1:9443".',
  skippable: false,
  guard: true,
  checks: { dial },
};
