import type { LinkFault, LinkFaultKind, PathFault } from '../model/path-facts.ts';

type Words = (name: string, detail: string) => string;

const WORDS: { readonly [K in LinkFaultKind]: Words } = {
  'bad-signature': (name) => `the signature of ${name} is not one of the key above it`,
  malformed: (name, detail) => `${name} cannot be read (${detail})`,
  'critical-extension': (name, detail) => `${name} has an extension that must be understood and is unknown (${detail})`,
  'not-a-ca': (name) => `${name} signs others and is no CA`,
  'key-usage': (name) => `the key usage of ${name} does not allow what it is used for`,
  'path-length': (name, detail) => `${name} has more CAs below it than it allows (${detail})`,
  'name-constraints': (name, detail) => `${name} may not sign for ${detail}`,
  purpose: (name) => `the extended key usage of ${name} is not that of a TLS server`,
  expired: (name) => `${name} has expired`,
  'not-yet-valid': (name) => `${name} is not valid yet`,
};

const DATES: readonly LinkFaultKind[] = ['expired', 'not-yet-valid'];

/** What is wrong with the certificates of a path, dates aside, in words; empty: nothing. */
export const brokenLink = (faults: readonly PathFault[]): string =>
  faults
    .filter((fault): fault is LinkFault => 'link' in fault && !DATES.includes(fault.kind))
    .map(({ kind, subject, link, detail }) => WORDS[kind](link === 0 ? 'its certificate' : `"${subject}"`, detail))
    .join('; ');
