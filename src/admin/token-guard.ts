import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from './problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Throws unless the Authorization header carries the token. Hashes are compared, so that the time tells nothing. */
export const tokenGuard = (token: string): ((header: string | undefined) => void) => {
  const expected = digest(token);
  return (header) => {
    const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return;
    throw new Problem(
      401,
      'This needs the admin token, as "Authorization: Bearer …". mpgate prints it at start, or takes it from admin.token.',
      { 'www-authenticate': `Bearer realm="mpgate"${given === undefined ? '' : ', error="invalid_token"'}` },
    );
  };
};
