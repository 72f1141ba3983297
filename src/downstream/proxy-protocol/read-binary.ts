import { parseHost } from '../../rules/hosts.ts';
import { writtenIpv6 } from '../socks/address.ts';
import type { Read } from '../socks/read.ts';

/** What version 2 begins with: nothing that text, TLS or SOCKS begins with. */
export const BINARY = Buffer.from('\r\n\r\n\0\r\nQUIT\n');

/** Version 2 and its command. */
const LOCAL = 0x20;
const PROXY = 0x21;

interface Family {
  /** Bytes of both addresses and both ports. */
  readonly length: number;
  readonly read: (block: Buffer) => string | null;
}

/** By address family and transport. Load balancers of a TCP proxy have no use for UDP and UNIX sockets. */
const FAMILIES: Readonly<Record<number, Family>> = {
  0: { length: 0, read: () => null },
  17: { length: 12, read: (block) => block.subarray(0, 4).join('.') },
  33: { length: 36, read: (block) => writtenIpv6(block.subarray(0, 16)) },
};

/** Mark, version and command, family, length. */
const FIXED = 16;
/** Addresses and whatever else is told, certificates of clients included. */
const LONGEST = 4096;

/** Version 2: binary. What is told besides the addresses is passed over. */
export const readBinary = (bytes: Buffer): Read<string | null> => {
  if (bytes.length < FIXED) return 'more';
  const [command = 0, code = 0] = bytes.subarray(BINARY.length);
  const length = bytes.readUInt16BE(FIXED - 2);
  const family = FAMILIES[code];
  const isSound = command === LOCAL || (command === PROXY && family !== undefined && length >= family.length);
  if (!isSound || length > LONGEST) return 'malformed';
  const end = FIXED + length;
  if (bytes.length < end) return 'more';
  const address = command === PROXY ? (family?.read(bytes.subarray(FIXED, end)) ?? null) : null;
  return { value: address === null ? null : (parseHost(address)?.hostname ?? null), end };
};
