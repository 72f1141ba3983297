import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { rangeOf } from '../rules/addresses.ts';

/** An IPv4 address of this machine, and whether a phone has reason to reach it. */
export interface PhoneAddress {
  readonly address: string;
  /** The system's name of the interface. */
  readonly name: string;
  /** `lan`: a private address of the local network; `virtual`: of containers, virtual machines or a VPN. */
  readonly kind: 'lan' | 'public' | 'virtual' | 'link-local';
}

type Interfaces = Readonly<
  Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[] | undefined>
>;

/** Names that systems give to interfaces with no wire and no radio behind them. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|lxc|lxd|cni|flannel|podman|tun|tap|utun|wg|ppp|zt|tailscale|bridge\d)/i;

const ORDER = ['lan', 'public', 'virtual', 'link-local'] as const;

/** Every IPv4 address of this machine but loopback, the one to prefer first. People type IPv4 into a phone, not IPv6. */
export const phoneAddresses = (interfaces: Interfaces = networkInterfaces()): readonly PhoneAddress[] =>
  Object.entries(interfaces)
    .flatMap(([name, list]) => (list ?? []).map((one) => ({ ...one, name })))
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address, name }) => ({ address, name, kind: kindOf(address, name) }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

const kindOf = (address: string, name: string): PhoneAddress['kind'] => {
  const range = rangeOf(address);
  if (range === 'link-local') return 'link-local';
  if (VIRTUAL.test(name)) return 'virtual';
  return range === 'private' ? 'lan' : 'public';
};

/** Where phones reach a port that is bound to `host`; none where it is bound to loopback. */
export const phoneHosts = (host: string, addresses: readonly PhoneAddress[] = phoneAddresses()): readonly string[] => {
  if (host !== '0.0.0.0' && host !== '::') return rangeOf(host) === 'loopback' ? [] : [host];
  return addresses.filter(({ kind }) => kind === 'lan' || kind === 'public').map(({ address }) => address);
};
