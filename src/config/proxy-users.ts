import { z } from 'zod';
import { readScryptHash } from '../users/scrypt-hash.ts';

/** Nothing that has a meaning in a URL, in a proxy login (`:`, `+`) or in the id of a device (`@`). */
export const userName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: ({ input }) =>
    `"${input}" is no name for a user; write up to 64 letters, digits, dots, dashes and underscores, a letter or digit first`,
});

/** What `mpgate users hash` prints. */
export const passwordHash = z.string().refine((text) => typeof readScryptHash(text) !== 'string', {
  error: ({ input }) => `${readScryptHash(String(input))}; mpgate users hash makes one`,
});
