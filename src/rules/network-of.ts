import ipaddr from 'ipaddr.js';

/** Groups of 16 bits that name a network; the rest of an IPv6 address its hosts choose (RFC 4291, 2.5.1). */
const GROUPS = 4;

/**
 * By what guesses are counted: an IPv4 address, or the /64 of an IPv6 address, since whoever has one address of it has all.
 * Text that is no address stays as it is.
 */
export const networkOf = (address: string): string => {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  if (ip instanceof ipaddr.IPv4) return ip.toString();
  const groups = ip.parts.slice(0, GROUPS).map((group) => group.toString(16));
  return `${groups.join(':')}::/64`;
};
