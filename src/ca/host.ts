import { isIP } from 'node:net';

/** Letters, digits, hyphens, and the underscore that no host may have and some have. */
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** A lower-case name without a trailing dot, or an address without brackets and zone: what a SAN can hold. */
export const isPlainHost = (hostname: string): boolean => {
  if (isIP(hostname)) return /^[0-9a-f.:]+$/.test(hostname);
  const labels = hostname.split('.');
  return hostname.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
};
