import { type ParsedAuthority, parseAuthority } from '../rules/hosts.ts';

/** A Host header without a port means the scheme's; the rule on hosts compares names only. */
const USUAL = 443;

/** Spellings kept, and the longest that is: clients send the same few with every request. */
const MOST = 256;
const LONGEST = 300;

const known = new Map<string, ParsedAuthority | null>();

/** What a Host header names; null: nothing that any parser takes. */
export const hostHeader = (value: string): ParsedAuthority | null => {
  const before = known.get(value);
  if (before !== undefined) return before;
  const parsed = parseAuthority(value, USUAL);
  if (known.size >= MOST) known.clear();
  if (value.length <= LONGEST) known.set(value, parsed);
  return parsed;
};
