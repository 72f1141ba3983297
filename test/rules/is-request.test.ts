import { expect, it } from 'vitest';
import { isRequest } from '../../src/rules/is-request.ts';
import { certainly, unread } from '../support/facts.ts';

it.each([
  ['a wx.request', certainly('request'), true],
  ['a download', certainly('downloadFile'), false],
  ['anything', unread, false],
])('%s: %s', (_, api, expected) => {
  expect(isRequest(api)).toBe(expected);
});
