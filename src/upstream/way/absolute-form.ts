import type { UpstreamProxy } from '../../model/upstream-proxy.ts';
import { basicLogin } from './basic-login.ts';
import { httpRefusal } from './http-refusal.ts';
import { placeOf } from './place-of.ts';

/** How requests to one origin are written for an HTTP proxy that reads them (RFC 9112, 3.2.2). */
export interface AbsoluteForm {
  /** What stands before the path: `http://host`. */
  readonly origin: string;
  /** Header lines for the proxy: the login, which it keeps, and `Via` with the gate's mark, which it adds its own to. */
  readonly fields: string;
  /** Throws if an answer is surely the proxy's own. */
  readonly check: (status: number, statusText: string) => void;
}

const HTTP_PORT = 80;

/** `host`: a name or an address without brackets. */
export const absoluteForm = (
  host: string,
  port: number,
  { shown, login }: UpstreamProxy,
  mark: string,
): AbsoluteForm => {
  const place = placeOf(host, port);
  return {
    origin: `http://${port === HTTP_PORT ? place.slice(0, -':80'.length) : place}`,
    fields: `${basicLogin(login)}Via: 1.1 ${mark}\r\n`,
    check: (status, statusText) => {
      // No server asks for a proxy's login. Of other answers nobody can tell whose they are.
      if (status === 407) throw httpRefusal(shown, place, status, statusText);
    },
  };
};
