import { expect, it } from 'vitest';
import { namesSecret } from '../../src/lint/names-secret.ts';

const long = 'c0ffee00c0ffee00c0ffee00';

it.each([
  ['appSecret', long, true],
  ['APP_SECRET', long, true],
  ['wxAppSecret', long, true],
  ['WX_APP_SECRET_KEY', long, true],
  ['_appsecret', 'shortone', true],
  ['secret', long, true],
  ['clientSecret', long, true],
  ['wx_secret', long, true],
  ['secret', 'shortone1', false],
  ['secret', 'a-long-word-without-any-digit', false],
  ['appSecret', '', false],
  ['appSecret', 'short', false],
  ['appSecret', 'a sentence about it', false],
  ['appSecret', 'YOUR_APP_SECRET', false],
  ['appSecret', 'xxxxxxxxxxxxxxxx', false],
  ['appSecret', '<secret>', false],
  ['secretary', long, false],
  ['hasAppSecrets', long, false],
  ['token', long, false],
])('%s = %s: %s', (name, value, expected) => expect(namesSecret(name, value)).toBe(expected));
