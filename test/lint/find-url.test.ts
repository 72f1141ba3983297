import { describe, expect, it } from 'vitest';
import { findUrl } from '../../src/lint/find-url.ts';

const find = (text: string, rest: string | null = null) => findUrl({ text, rest, offset: 0, place: 'code' });
const hostOf = (text: string, rest: string | null = null) => find(text, rest)?.authority.hostname ?? null;

describe('a whole literal', () => {
  it.each([
    ['https://api.shop.test', 'api.shop.test'],
    ['  HTTPS://API.shop.test:443/v1?a=1#b', 'api.shop.test'],
    ['ws://10.0.0.1:828', '10.0.0.1'],
    ['https://me:word@api.shop.test/', 'api.shop.test'],
    ['https://[::1]/', '::1'],
    ['http://2130706433/', '127.0.0.1'],
    ['see https://api.shop.test', null],
    ['https://', null],
    ['https:///path', null],
    ['https://%s/path', null],
    ['https://{host}/path', null],
    ['https://*.shop.test', null],
    ['ftp://api.shop.test', null],
    ['//api.shop.test/', null],
    ['http://www.w3.org/1999/xhtml', null],
    ['http://schemas.android.com/apk/res/android', null],
    ['http://tmp/wx0123.o6zAJs.png', null],
    ['', null],
  ])('%j has the host %j', (text, host) => expect(hostOf(text)).toBe(host));
});

describe('a literal that goes on at run time', () => {
  it.each([
    ['https://api.shop.test/v1/', '', 'api.shop.test'],
    ['https://api.shop.test', '', 'api.shop.test'],
    ['https://api.shop.test', '/v1', 'api.shop.test'],
    ['https://api.shop.test?', 'x', 'api.shop.test'],
    ['http://localhost:', '/', 'localhost'],
    ['http://localhost', '', 'localhost'],
    ['http://api.shop.test:80', '', 'api.shop.test'],
    ['http://[::1]', '/', '::1'],
    ['https://', '.shop.test', null],
    ['https://', '', null],
    ['https://api.', '.test/', null],
    ['https://api-', '.test/', null],
    ['https://api', '', null],
    ['https://api.shop', '.test/v1', null],
    ['https://10.0.0.', '/', null],
    ['https://me:', '@api.shop.test', null],
  ])('%j and then %j has the host %j', (text, rest, host) => expect(hostOf(text, rest)).toBe(host));
});

it('a port that is put in at run time is not known, and one that is not written is', () => {
  expect(find('https://api.shop.test:', '/')).toMatchObject({ writtenPort: null, isPortKnown: false });
  expect(find('https://api.shop.test:44', '')).toMatchObject({ writtenPort: null, isPortKnown: false });
  expect(find('https://api.shop.test:443/')).toMatchObject({ writtenPort: 443, isPortKnown: true });
  expect(find('https://api.shop.test/', '')).toMatchObject({ writtenPort: null, isPortKnown: true });
});
