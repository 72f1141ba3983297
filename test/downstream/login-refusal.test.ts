import { expect, it } from 'vitest';
import { loginRefusal } from '../../src/downstream/login-refusal.ts';

const apps = { byId: new Map(), fallback: null };

it.each([
  [{ outcome: 'stranger' }, 407, { 'Proxy-Authenticate': 'Basic realm="mpgate", charset="UTF-8"' }, 'LOGIN'],
  [{ outcome: 'later', retryAfterS: 7 }, 429, { 'Retry-After': '7' }, 'TOO_MANY_TRIES'],
  [
    { outcome: 'unknown-app', app: 'wx1' },
    407,
    { 'Proxy-Authenticate': expect.stringMatching(/appid/) },
    'UNKNOWN_APP',
  ],
] as const)('%j is a %i', (login, status, headers, failure) => {
  const refusal = loginRefusal(login, apps);
  expect(refusal).toMatchObject({ status, headers: { ...headers, 'X-Mpgate-Failure': failure } });
  expect(refusal.body).toMatchObject({ version: 1, failure, message: expect.any(String) });
});
