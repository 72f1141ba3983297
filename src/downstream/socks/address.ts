import type { Authority, Host } from '../../model/facts.ts';
import { parseHost } from '../../rules/hosts.ts';
import type { Read } from './read.ts';

/** Kinds of address (RFC 1928, 5). */
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

/** Where a client of SOCKS wants to go. */
export interface SocksAddress {
  /** null: no host that any parser takes. */
  readonly host: Host | null;
  /** 0 where the client does not know it. */
  readonly port: number;
}

export const isAddressKind = (kind: number): boolean => kind === IPV4 || kind === NAME || kind === IPV6;

/** Kind, address and port, from that place on. An address in the spelling of a name is that address. */
export const readAddress = (bytes: Buffer, from: number): Read<SocksAddress> => {
  const kind = bytes[from];
  if (kind === undefined) return 'more';
  if (!isAddressKind(kind)) return 'malformed';
  const length = kind === NAME ? bytes[from + 1] : LENGTHS[kind];
  if (length === undefined) return 'more';
  const start = from + (kind === NAME ? 2 : 1);
  const end = start + length + 2;
  if (bytes.length < end) return 'more';
  const host = parseHost(spellingOf(kind, bytes.subarray(start, end - 2)));
  return { value: { host, port: bytes.readUInt16BE(end - 2) }, end };
};

const LENGTHS: Readonly<Record<number, number>> = { [IPV4]: 4, [IPV6]: 16 };

const spellingOf = (kind: number, bytes: Buffer): string => {
  if (kind === NAME) return bytes.toString('utf8');
  if (kind === IPV4) return bytes.join('.');
  return writtenIpv6(bytes);
};

/** `[2001:db8:0:0:0:0:0:1]` of its 16 bytes. */
export const writtenIpv6 = (bytes: Buffer): string =>
  `[${Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16)).join(':')}]`;

/** The same the other way, for an address; anything else is written as 0.0.0.0. */
export const writeAddress = ({ kind, hostname, port }: Authority): Buffer => {
  const bytes = kind === 'ipv6' ? ipv6Bytes(hostname) : ipv4Bytes(kind === 'ipv4' ? hostname : '0.0.0.0');
  return Buffer.from([kind === 'ipv6' ? IPV6 : IPV4, ...bytes, port >> 8, port & 255]);
};

const ipv4Bytes = (hostname: string): readonly number[] => hostname.split('.').map(Number);

/** Canonical text: groups of hex, at most one run of them left out. */
const ipv6Bytes = (hostname: string): readonly number[] => {
  const [front = '', back] = hostname.split('::');
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'));
  const [before, after] = [groupsOf(front), groupsOf(back ?? '')];
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...between, ...after].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
};
