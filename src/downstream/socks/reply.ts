import type { Authority } from '../../model/facts.ts';
import { writeAddress } from './address.ts';

/** How a request is answered (RFC 1928, 6). */
export const REPLY = {
  succeeded: 0x00,
  failed: 0x01,
  notAllowed: 0x02,
  networkUnreachable: 0x03,
  hostUnreachable: 0x04,
  refused: 0x05,
  commandUnknown: 0x07,
  addressUnknown: 0x08,
} as const;

export type ReplyCode = (typeof REPLY)[keyof typeof REPLY];

const NOWHERE: Authority = { kind: 'ipv4', hostname: '0.0.0.0', port: 0 };

/** An answer to a request; `bound`: where the client's datagrams are to go. */
export const reply = (code: ReplyCode, bound: Authority = NOWHERE): Buffer =>
  Buffer.concat([Buffer.from([5, code, 0]), writeAddress(bound)]);

const CODES: Readonly<Record<string, ReplyCode>> = {
  ENETUNREACH: REPLY.networkUnreachable,
  EHOSTUNREACH: REPLY.hostUnreachable,
  EHOSTDOWN: REPLY.hostUnreachable,
  ETIMEDOUT: REPLY.hostUnreachable,
  ENOTFOUND: REPLY.hostUnreachable,
  EAI_AGAIN: REPLY.hostUnreachable,
  ECONNREFUSED: REPLY.refused,
};

/** The reply that a failure of the network comes nearest to, by the system's code. */
export const replyTo = (code: string): ReplyCode => CODES[code] ?? REPLY.failed;
