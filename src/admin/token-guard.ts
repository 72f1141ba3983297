import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { networkOf } from '../rules/network-of.ts';
import { Problem } from './problem.ts';
import type { Throttle } from './throttle.ts';
import { tooMany } from './too-many.ts';

/** `read` may ask for everything and change nothing. */
export type Role = 'full' | 'read';

/** Never empty, and never the same. */
export interface Tokens {
  readonly full: string;
  /** null: nobody has this role. */
  readonly read: string | null;
}

/** What a request brings that may open the API. */
export interface Asked {
  /** Header `Authorization`. */
  readonly authorization?: string | undefined;
  /** Header `Cookie`. */
  readonly cookie?: string | undefined;
  /** Header `Sec-Fetch-Site`: whose page asks, where a browser says so. */
  readonly site?: string | undefined;
  /** Header `Sec-Fetch-Dest`: what it asks for. */
  readonly dest?: string | undefined;
  /** `?token=`; undefined: none. */
  readonly token?: unknown;
  /** The port that was asked: browsers send a cookie to every port of a host. */
  readonly port: number | undefined;
  /** Who asks. */
  readonly address: string;
}

export interface TokenGuard {
  /** Throws Problem unless the request carries a token, or the cookie that was given for it. */
  readonly check: (asked: Asked) => Role;
  /** The cookie for a browser that has shown a token. It ends with the browser, or with the gate. */
  readonly cookie: (role: Role, port: number | undefined, isSecure: boolean) => string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const made = (): string => randomBytes(24).toString('base64url');

const nameOf = (port: number | undefined): string => `mpgate-${port ?? 0}`;

const cookieIn = ({ cookie = '', port }: Asked): string | undefined =>
  cookie
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === nameOf(port))?.[1];

/** A page of another origin on this host is no stranger to `SameSite`; whatever is no page says nothing. */
const isOwnPage = ({ site }: Asked): boolean => site === undefined || site === 'same-origin' || site === 'none';

/** Tells who holds one of two secrets. Hashes are compared, and both each time, so that the time tells nothing. */
const roleBy = (full: string, read: string): ((given: unknown) => Role | null) => {
  const [fullHash, readHash] = [digest(full), digest(read)];
  return (given) => {
    const hash = digest(typeof given === 'string' ? given : '');
    const [isFull, isRead] = [timingSafeEqual(hash, fullHash), timingSafeEqual(hash, readHash)];
    if (isFull) return 'full';
    return isRead ? 'read' : null;
  };
};

const refused = (isGiven: boolean): Problem =>
  new Problem(
    401,
    'This needs the admin token, as "Authorization: Bearer …", or once as ?token=…. mpgate prints it at start, or takes it from admin.token.',
    { 'www-authenticate': `Bearer realm="mpgate"${isGiven ? ', error="invalid_token"' : ''}` },
  );

/** `wrong`: counts wrong tokens by the network that gave them; past its bound none of that address is looked at. */
export const tokenGuard = ({ full, read }: Tokens, wrong: Throttle): TokenGuard => {
  const secrets = { full: made(), read: made() };
  const roleOfToken = roleBy(full, read ?? made());
  const roleOfCookie = roleBy(secrets.full, secrets.read);

  const checkToken = (given: unknown, asked: Asked): Role => {
    // What a page of another origin loads in passing is not counted, or it could lock its reader out.
    if (!isOwnPage(asked) && asked.dest !== 'document') throw refused(true);
    const network = networkOf(asked.address);
    const waitS = wrong.waitS(network);
    if (waitS > 0) throw tooMany(waitS, 'Too many wrong tokens came from this address.');
    const role = roleOfToken(given);
    if (role) return role;
    wrong.take(network);
    throw refused(true);
  };

  return {
    check: (asked) => {
      const bearer = /^Bearer +(\S+)$/i.exec(asked.authorization ?? '')?.[1];
      const given = asked.token ?? bearer;
      if (given !== undefined) return checkToken(given, asked);
      const cookie = isOwnPage(asked) ? cookieIn(asked) : undefined;
      const role = cookie === undefined ? null : roleOfCookie(cookie);
      if (role) return role;
      throw refused(false);
    },
    cookie: (role, port, isSecure) =>
      `${nameOf(port)}=${secrets[role]}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`,
  };
};
