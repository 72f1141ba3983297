import type { Read } from './read.ts';

/** Ways to say who one is (RFC 1928, 3). */
export const METHOD = { none: 0x00, user: 0x02, unacceptable: 0xff } as const;

/**
 * Version and methods; the one that is taken: a user name wherever one is offered, for it names the app, and nothing
 * else where a password is wanted.
 */
export const readGreeting = (bytes: Buffer, mustLogin: boolean): Read<number> => {
  const [version, count] = bytes;
  if (version !== undefined && version !== 5) return 'malformed';
  if (count === undefined || bytes.length < 2 + count) return 'more';
  const offered = bytes.subarray(2, 2 + count);
  const taken = (mustLogin ? [METHOD.user] : [METHOD.user, METHOD.none]).find((method) => offered.includes(method));
  return { value: taken ?? METHOD.unacceptable, end: 2 + count };
};
