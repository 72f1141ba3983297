import { scrypt } from 'node:crypto';
import { memoryOf, type ScryptHash } from './scrypt-hash.ts';

/** What scrypt makes of a password, off the main thread. The text is made NFC before, as RFC 8265 has it (4.2). */
export const derive = (password: string, { cost, salt }: Omit<ScryptHash, 'key'>, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: 2 ** cost.ln, r: cost.r, p: cost.p, maxmem: 2 * memoryOf(cost) };
    scrypt(password.normalize('NFC'), salt, length, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
