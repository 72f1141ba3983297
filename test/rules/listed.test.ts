import { expect, it } from 'vitest';
import { isListed, listsFor, namesOf } from '../../src/rules/listed.ts';
import { policyOf } from '../support/policy.ts';

it('a tunnel not read yet may also be a TCP socket', () => {
  expect(listsFor(null)).toContain('tcp');
  expect(listsFor('https')).toEqual(['request', 'uploadFile', 'downloadFile', 'connectSocket']);
});

it.each([
  ['api.shop.test', true],
  ['up.shop.test', true],
  ['ws.shop.test', false],
  ['sub.api.shop.test', false],
])('%s is listed for requests and uploads: %s', (hostname, expected) => {
  expect(isListed(hostname, ['request', 'uploadFile'], policyOf())).toBe(expected);
});

it('names five hosts at most, each once', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `https://${name}.test`);
  const policy = policyOf({ domains: { request: hosts, uploadFile: ['https://a.test'] } });
  expect(namesOf(['request', 'uploadFile'], policy)).toBe('a.test, b.test, c.test, d.test, e.test and 2 more');
  expect(namesOf(['uploadFile'], policy)).toBe('a.test');
  expect(namesOf(['udp'], policy)).toBe('no host');
});
