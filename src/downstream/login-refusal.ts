import type { Apps } from '../exchange/apps.ts';
import type { Turned } from './login.ts';

/** An answer of HTTP. */
export interface LoginRefusal {
  readonly status: 407 | 429;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** What a client is told that may not come in. */
export const loginRefusal = (login: Turned, apps: Apps): LoginRefusal => {
  switch (login.outcome) {
    case 'stranger':
      return refusal(407, CHALLENGE, 'LOGIN', { message: 'this proxy wants the name and password of a user' });
    case 'later':
      return refusal(429, { 'Retry-After': String(login.retryAfterS) }, 'TOO_MANY_TRIES', {
        message: `too many passwords were tried; try again in ${login.retryAfterS} s`,
      });
    case 'unknown-app':
      return refusal(407, NAME_AN_APP, 'UNKNOWN_APP', {
        message: `the proxy user name ${JSON.stringify(login.app.slice(0, 80))} is the appid of no loaded app`,
        loaded: [...apps.byId.keys()].slice(0, 20),
      });
  }
};

const CHALLENGE = { 'Proxy-Authenticate': 'Basic realm="mpgate", charset="UTF-8"' };
const NAME_AN_APP = { 'Proxy-Authenticate': 'Basic realm="mpgate: the user name is an appid"' };

const refusal = (
  status: LoginRefusal['status'],
  headers: LoginRefusal['headers'],
  failure: string,
  about: object,
): LoginRefusal => ({
  status,
  headers: { ...headers, 'X-Mpgate-Failure': failure },
  body: { version: 1, failure, ...about },
});
