import { isAddressKind, readAddress, type SocksAddress } from './address.ts';
import type { Read } from './read.ts';
import { REPLY, type ReplyCode } from './reply.ts';

/** What a client may ask for; BIND is not among it. */
export interface SocksRequest {
  readonly command: 'connect' | 'associate';
  readonly address: SocksAddress;
}

const COMMANDS: Readonly<Record<number, SocksRequest['command']>> = { 1: 'connect', 3: 'associate' };

/** Version, command, nothing, address (RFC 1928, 4); a code where the answer needs no more than the front of it. */
export const readRequest = (bytes: Buffer): Read<SocksRequest | ReplyCode> => {
  const [version, code, reserved, kind] = bytes;
  if ((version !== undefined && version !== 5) || (reserved !== undefined && reserved !== 0)) return 'malformed';
  if (code === undefined || kind === undefined) return 'more';
  const command = COMMANDS[code];
  if (!command) return { value: REPLY.commandUnknown, end: bytes.length };
  if (!isAddressKind(kind)) return { value: REPLY.addressUnknown, end: bytes.length };
  const read = readAddress(bytes, 3);
  return typeof read === 'string' ? read : { value: { command, address: read.value }, end: read.end };
};
