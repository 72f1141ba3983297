import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Problem } from './problem.ts';

/** What a request brings that may open the API. */
export interface Asked {
  /** Header `Authorization`. */
  readonly authorization?: string | undefined;
  /** Header `Cookie`. */
  readonly cookie?: string | undefined;
  /** Header `Sec-Fetch-Site`: whose page asks, where a browser says so. */
  readonly site?: string | undefined;
  /** `?token=`; undefined: none. */
  readonly token?: unknown;
  /** The port that was asked: browsers send a cookie to every port of a host. */
  readonly port: number | undefined;
}

export interface TokenGuard {
  /** Throws Problem unless the request carries the token, or the cookie that was given for it. */
  readonly check: (asked: Asked) => void;
  /** The cookie for a browser that has shown the token. It ends with the browser, or with the gate. */
  readonly cookie: (port: number | undefined) => string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const nameOf = (port: number | undefined): string => `mpgate-${port ?? 0}`;

const cookieIn = ({ cookie = '', port }: Asked): string | undefined =>
  cookie
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === nameOf(port))?.[1];

/** A page of another origin on this host is no stranger to `SameSite`; whatever is no page says nothing. */
const isOwnPage = ({ site }: Asked): boolean => site === undefined || site === 'same-origin' || site === 'none';

const refused = (isGiven: boolean): Problem =>
  new Problem(
    401,
    'This needs the admin token, as "Authorization: Bearer …", or once as ?token=…. mpgate prints it at start, or takes it from admin.token.',
    { 'www-authenticate': `Bearer realm="mpgate"${isGiven ? ', error="invalid_token"' : ''}` },
  );

/** Hashes are compared, so that the time tells nothing. */
export const tokenGuard = (token: string): TokenGuard => {
  const secret = randomBytes(24).toString('base64url');
  const [expected, expectedSecret] = [digest(token), digest(secret)];
  const isToken = (given: unknown): boolean => typeof given === 'string' && timingSafeEqual(digest(given), expected);
  return {
    check: (asked) => {
      const bearer = /^Bearer +(\S+)$/i.exec(asked.authorization ?? '')?.[1];
      const given = asked.token ?? bearer;
      if (given !== undefined) {
        if (isToken(given)) return;
        throw refused(true);
      }
      const cookie = isOwnPage(asked) ? cookieIn(asked) : undefined;
      if (cookie !== undefined && timingSafeEqual(digest(cookie), expectedSecret)) return;
      throw refused(false);
    },
    cookie: (port) => `${nameOf(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
  };
};
