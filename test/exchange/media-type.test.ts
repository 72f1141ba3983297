import { expect, it } from 'vitest';
import { charsetOf, isText, mediaType } from '../../src/exchange/media-type.ts';

it.each([
  [null, null, null, false],
  ['', null, null, false],
  ['application/json', 'application/json', null, true],
  ['Application/JSON; charset=UTF-8', 'application/json', 'utf-8', true],
  ['text/html;charset="gbk"', 'text/html', 'gbk', true],
  ['text/plain ; Charset = big5 ; x=y', 'text/plain', 'big5', true],
  ['application/problem+json', 'application/problem+json', null, true],
  ['image/svg+xml', 'image/svg+xml', null, false],
  ['application/javascript', 'application/javascript', null, true],
  ['application/octet-stream', 'application/octet-stream', null, false],
  ['image/png', 'image/png', null, false],
  ['application/jsonp-not', 'application/jsonp-not', null, false],
])('%j: %j in %j, text %s', (contentType, type, charset, text) => {
  expect([mediaType(contentType), charsetOf(contentType), isText(mediaType(contentType))]).toEqual([
    type,
    charset,
    text,
  ]);
});
