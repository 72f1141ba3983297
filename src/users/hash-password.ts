import { randomBytes } from 'node:crypto';
import { derive } from './derive.ts';
import { type ScryptCost, writeScryptHash } from './scrypt-hash.ts';

/** What OWASP's Password Storage Cheat Sheet asks of scrypt, with 32 MiB. */
export const USUAL_COST: ScryptCost = { ln: 15, r: 8, p: 3 };

/** A password as `clients.users` wants it. */
export const hashPassword = async (password: string, cost: ScryptCost = USUAL_COST): Promise<string> => {
  const salt = randomBytes(16);
  return writeScryptHash({ cost, salt, key: await derive(password, { cost, salt }, 32) });
};
