import { expect, it } from 'vitest';
import { secretParameter } from '../../src/lint/secret-parameter.ts';

it.each([
  ['https://a.test/?secret=c0ffee00', null, { index: 16, isWritten: true }],
  ['&appsecret=c0ffee00&b=c', null, { index: 1, isWritten: true }],
  ['?APP_SECRET=c0ffee00', null, { index: 1, isWritten: true }],
  ['?a=b&secret=', '', { index: 5, isWritten: false }],
  ['?a=b&secret=', '&c=d', { index: 5, isWritten: false }],
  ['?secret=', null, null],
  ['?secret=&a=', '', null],
  ['?secret=APPSECRET', null, null],
  ['?secret=short1', null, null],
  ['?secretary=c0ffee00', null, null],
  ['?nosecret=c0ffee00', null, null],
  ['the secret=c0ffee00', null, null],
])('%j and then %j', (text, rest, expected) => {
  expect(secretParameter({ text, rest, offset: 0, place: 'code' })).toEqual(expected);
});
