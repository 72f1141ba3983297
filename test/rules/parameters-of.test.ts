import { expect, it } from 'vitest';
import { parametersOf } from '../../src/rules/parameters-of.ts';

it.each([
  ['', null],
  ['a=1&b=%E4%BD%A0+x', null],
  ["a=-_.!~*'()/:@?[]{}|,;$", null],
  ['a=b c', ' '],
  ['a="b"', '"'],
  ['a=<b>', '<'],
  ['a=#', '#'],
  ['a=50%', '%'],
  ['a=%zz', '%'],
  ['a=\u00e4', '\u00e4'],
  ['a=\u4f60', '\u4f60'],
  ['a=\n', '\n'],
])('%j is not encoded at %j', (text, unencoded) => {
  expect(parametersOf(text).unencoded).toBe(unencoded);
});

it.each([
  ['appid=wx1&secret=s3cr3t', ['secret']],
  ['AppSecret=x', ['AppSecret']],
  ['app_secret=x&a=1;app-secret=y', ['app_secret', 'app-secret']],
  ['%73ecre%74=x', ['secret']],
  ['app%5Fsecret=x', ['app_secret']],
  ['secret', ['secret']],
  ['a=secret', []],
  ['secretary=x&mysecret=y&a=%26secret=z', []],
  ['a%3Dsecret=z', []],
])('%j has the secrets %j', (text, secrets) => {
  expect(parametersOf(text).secrets).toEqual(secrets);
});

it('takes a long text in one go', () => {
  const began = performance.now();
  for (const piece of ['%', '&', '%73', '&secre', '%ff&']) parametersOf(piece.repeat(65_536 / piece.length));
  expect(performance.now() - began).toBeLessThan(1000);
});
