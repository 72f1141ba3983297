import { isSafe } from './is-safe.ts';
import { Problem } from './problem.ts';

/** What a browser says of the page that asks. */
export interface Page {
  readonly method: string;
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  /** Header `Sec-Fetch-Site`. */
  readonly site?: string | undefined;
}

const isOwn = ({ host = '', origin, site }: Page): boolean => {
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none';
  return [`http://${host}`, `https://${host}`].includes(origin.toLowerCase());
};

/** Throws where a page of another origin asks for a change: its reader's browser may hold the cookie. */
export const originGuard = (page: Page): void => {
  if (isSafe(page.method) || isOwn({ ...page, host: page.host?.toLowerCase() })) return;
  throw new Problem(403, 'A page of another origin may change nothing here.');
};
