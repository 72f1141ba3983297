import { BlockList, isIP } from 'node:net';

/** Ranges by name, for `clients.allow`. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', 'fc00::/7', 'fe80::/10'],
};

/** The device's address as rules and reports know it: IPv4 in IPv6's clothes is IPv4, and a zone is no part of it. */
export const deviceOf = (remoteAddress: string | undefined): string =>
  (remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');

/** Who may use the gate: a test of a device's address against named ranges, addresses and prefixes. */
export const createAllowed = (allow: readonly string[]): ((device: string) => boolean) => {
  const list = new BlockList();
  for (const entry of allow.flatMap((name) => NAMED[name] ?? [name])) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (device) => isIP(device) !== 0 && list.check(device, isIP(device) === 6 ? 'ipv6' : 'ipv4');
};
