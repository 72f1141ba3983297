import ipaddr from 'ipaddr.js';
import type { DialFacts, Host } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import { deviceAddress } from './device-address.ts';
import { parseHost } from './hosts.ts';

type Range = DialFacts['range'];

/** Where clouds tell a machine its secrets: AWS and most others, AWS IPv6, Google IPv6, Alibaba, Azure. */
const METADATA = new Set(['169.254.169.254', 'fd00:ec2::254', 'fd20:ce::254', '100.100.100.200', '168.63.129.16']);

/** By the names of ipaddr.js; whatever is not here is `other`. */
const RANGES: Readonly<Record<string, Range>> = {
  unicast: 'public',
  private: 'private',
  carrierGradeNat: 'private',
  uniqueLocal: 'private',
  linkLocal: 'link-local',
  loopback: 'loopback',
  unspecified: 'unspecified',
};

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** Set aside for benchmarks (RFC 2544); VPN tools on developers' machines answer DNS with it, for every name. */
const FAKE_IP = ipaddr.IPv4.parseCIDR('198.18.0.0/15');

/** What kind of place an IP address is; a mapped or NAT64 address is what the IPv4 address in it is. */
export const rangeOf = (address: string): Range => {
  if (!ipaddr.isValid(address)) return 'other';
  const ip = ipaddr.process(address);
  if (METADATA.has(ip.toString())) return 'metadata';
  const range = RANGES[ip.range()] ?? 'other';
  if (ip instanceof ipaddr.IPv4) return ip.match(FAKE_IP) ? 'private' : range;
  if (ip.match(NAT64)) return rangeOf(ip.toByteArray().slice(-4).join('.'));
  return range === 'public' && !ip.match(GLOBAL_UNICAST) ? 'other' : range;
};

/** Whether an address is the device that asks for it, by definition: loopback and `0.0.0.0`. */
export const isLoopback = ({ kind, hostname }: Host): boolean => {
  const range = kind === 'name' ? 'other' : rangeOf(hostname);
  return range === 'loopback' || range === 'unspecified';
};

/** Whether a host is an address of the device's own subnet and not the device itself (S0:104, S3:95). */
export const onLan = (host: Host, device: string, policy: Policy): boolean => {
  if (host.kind === 'name' || isLoopback(host)) return false;
  // A link-local device has its zone behind it.
  const own = parseHost(deviceAddress(device).replace(/%.*$/, ''));
  if (own?.kind !== host.kind || own.hostname === host.hostname) return false;
  const prefix = host.kind === 'ipv4' ? policy.lanPrefix : 64;
  return ipaddr.parse(host.hostname).match(ipaddr.parse(own.hostname), prefix);
};
