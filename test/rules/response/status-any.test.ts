import { expect, it } from 'vitest';
import { statusAny } from '../../../src/rules/response/status-any.ts';
import { askWord, certainly, responseOf, unread } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['200 with JSON', {}, 'pass'],
  ['204', { status: 204, mediaType: null, text: null }, 'pass'],
  ['302', { status: 302, mediaType: null, text: null }, 'pass'],
  ['404', { status: 404 }, 'fail'],
  ['500 to a download', { status: 500, api: certainly('downloadFile') }, 'fail'],
  ['403 to a socket, which is not opened', { status: 403, api: certainly('connectSocket') }, 'n/a'],
  ['HTML where JSON is expected', { mediaType: 'text/html' }, 'fail'],
  ['XHTML, compressed', { mediaType: 'application/xhtml+xml', text: null }, 'fail'],
  ['JSON, compressed', { text: null, coding: 'br' }, 'not-checkable'],
  ['404 with JSON, compressed', { status: 404, text: null, coding: 'br' }, 'fail'],
  ['XML, compressed', { mediaType: 'text/xml', text: null, coding: 'br' }, 'pass'],
  ['HTML that is called JSON', { text: { opensWithTag: true } }, 'fail'],
  ['HTML that is called JSON of a kind', { mediaType: 'application/vnd.a+json', text: { opensWithTag: true } }, 'fail'],
  ['what is called JSON and broke off', { text: { opensWithTag: null, isWhole: false } }, 'n/a'],
  ['a 404 that broke off', { status: 404, text: { opensWithTag: null, isWhole: false } }, 'fail'],
  ['XML', { mediaType: 'text/xml', text: { opensWithTag: true } }, 'pass'],
  ['HTML that is downloaded', { mediaType: 'text/html', api: certainly('downloadFile') }, 'pass'],
  ['HTML to nobody known', { mediaType: 'text/html', api: unread }, 'pass'],
] as const)('%s: %s', (_, facts, expected) => {
  expect(askWord(statusAny, 'response', responseOf(facts), policyOf())).toBe(expected);
});
