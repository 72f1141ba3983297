import { hostPort } from '../../onboarding/host-port.ts';
import { type PhoneAddress, phoneAddresses, phoneHosts } from '../../onboarding/phone-addresses.ts';
import type { Checkup } from './checkup.ts';

/** Where the proxy listens, and for whom. */
interface Listening {
  readonly host: string;
  readonly port: number;
  /** Whether the settings let an address use the gate. */
  readonly allowed: (address: string) => boolean;
}

/** Which addresses a phone can be given, the one to prefer first, and why not the others. */
export const checkAddresses = (
  { host, port, allowed }: Listening,
  machine: readonly PhoneAddress[] = phoneAddresses(),
): readonly Checkup[] => {
  const hosts = phoneHosts(host, machine);
  const isAll = host === '0.0.0.0' || host === '::';
  if (hosts.length === 0) return [isAll ? NO_NETWORK : onlyHere(host)];
  const known = new Map(machine.map((one) => [one.address, one]));
  const reached = hosts.map((address, at) =>
    row(known.get(address), urlOf(address, port), at === 0 && hosts.length > 1),
  );
  const shutOut = hosts.filter((address) => !allowed(address)).map(notAllowed);
  const others = isAll ? machine.filter(({ address }) => !hosts.includes(address)) : [];
  return [...reached, ...shutOut, ...others.map(notForPhones)];
};

const urlOf = (address: string, port: number): string =>
  port === 0 ? address : `http://${hostPort({ address, port })}/`;

const row = (one: PhoneAddress | undefined, url: string, isFirst: boolean): Checkup => {
  const from = one ? ` (${one.name}, ${WHAT[one.kind]})` : '';
  return { check: 'address', state: 'ok', message: `${url}${from}${isFirst ? '; prefer this one' : ''}`, fix: null };
};

const WHAT: { readonly [K in PhoneAddress['kind']]: string } = {
  lan: 'the local network',
  public: 'not a private address',
  virtual: 'containers, virtual machines or a VPN',
  'link-local': 'no network gave it an address',
};

/** A phone beside it has an address of the same kind. */
const notAllowed = (address: string): Checkup => ({
  check: 'address',
  state: 'warn',
  message: `phones in the network of ${address} may not use the gate: clients.allow leaves them out`,
  fix: 'add the range of that network to clients.allow',
});

const notForPhones = ({ address, name, kind }: PhoneAddress): Checkup => ({
  check: 'address',
  state: 'ok',
  message: `${address} (${name}, ${WHAT[kind]}): not for phones`,
  fix: null,
});

const NO_NETWORK: Checkup = {
  check: 'address',
  state: 'warn',
  message: 'this machine has no address that a phone can reach',
  fix: 'join the network of the phone',
};

const onlyHere = (host: string): Checkup => ({
  check: 'address',
  state: 'warn',
  message: `the proxy listens on ${host}: no phone can reach it`,
  fix: 'set listen.host to 0.0.0.0, or to an address of the network of the phone',
});
