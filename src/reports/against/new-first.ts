import type { AgainstRequest } from './against.ts';

/** Requests that fail on the other platform alone, then those that fail in any case; each in the order of the session. */
export const newFirst = (requests: readonly AgainstRequest[]): readonly AgainstRequest[] => [
  ...requests.filter(({ recorded }) => recorded === 'passed'),
  ...requests.filter(({ recorded }) => recorded === 'failed'),
];
