import { isIPv4, isIPv6 } from 'node:net';
import { parseHost } from '../../rules/hosts.ts';
import type { Read } from '../socks/read.ts';

/** What version 1 begins with. */
export const TEXT = Buffer.from('PROXY ');
/** Its line and the line's end (2.1). */
const LONGEST = 107;

/** Version 1: one line of text, behind which what it is about begins. */
export const readText = (bytes: Buffer): Read<string | null> => {
  const at = bytes.subarray(0, LONGEST).indexOf('\r\n');
  if (at < 0) return bytes.length < LONGEST ? 'more' : 'malformed';
  const [, family = '', ...rest] = bytes.toString('latin1', 0, at).split(' ');
  const end = at + 2;
  // Whatever stands behind it is to be ignored.
  if (family === 'UNKNOWN') return { value: null, end };
  const isAddress = FAMILIES.get(family);
  const [from = '', to = '', ...ports] = rest;
  if (!isAddress?.(from) || !isAddress(to) || ports.length !== 2 || !ports.every(isPort)) return 'malformed';
  const host = parseHost(from);
  return host ? { value: host.hostname, end } : 'malformed';
};

const FAMILIES: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['TCP4', isIPv4],
  ['TCP6', isIPv6],
]);

const isPort = (text: string): boolean => /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535;
