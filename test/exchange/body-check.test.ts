import { describe, expect, it } from 'vitest';
import { readHead } from '../../src/downstream/head.ts';
import { checkOf } from '../../src/exchange/body-check.ts';
import { openDesk } from './desk.ts';

const headOf = async (...lines: readonly string[]) => {
  const desk = await openDesk();
  const { socket } = await desk.client();
  socket.write(['POST / HTTP/1.1', 'Host: x', ...lines, '', ''].join('\r\n'));
  return readHead((await desk.nth(0)).request);
};

const JSON_TYPE = 'Content-Type: application/json; charset=utf-8';
const FORM = 'Content-Type: application/x-www-form-urlencoded';
const LENGTH = 'Content-Length: 5';

const factsOf = async (type: string, ...chunks: readonly string[]) => {
  const check = checkOf(await headOf(type, LENGTH));
  for (const chunk of chunks) check?.take(Buffer.from(chunk));
  return check?.facts();
};

describe('what is looked at', () => {
  it.each([
    ['JSON', [JSON_TYPE, LENGTH], true],
    ['JSON of a kind', ['Content-Type: application/vnd.a+json', LENGTH], true],
    ['a form', [FORM, LENGTH], true],
    ['a form of parts', ['Content-Type: multipart/form-data; boundary=x', LENGTH], false],
    ['no type', [LENGTH], false],
    ['no body', [JSON_TYPE, 'Content-Length: 0'], false],
    ['a compressed picture', ['Content-Type: image/png', 'Content-Encoding: gzip', LENGTH], false],
  ])('%s: %s', async (_, lines, expected) => {
    expect(checkOf(await headOf(...lines)) !== null).toBe(expected);
  });
});

it.each([
  ['compressed', 'Content-Encoding: gzip', 5, 'the body came compressed and was not read'],
  ['too long', 'X-A: 1', 65_537, 'the body is longer than 64 KiB and was not read'],
])('%s: that it was not read is all that is told', async (_, line, length, reason) => {
  const check = checkOf(await headOf(JSON_TYPE, line, `Content-Length: ${length}`));
  check?.take(Buffer.alloc(length, '['));
  expect(check?.facts()).toMatchObject({ kind: 'unread', reason });
});

describe('JSON', () => {
  it.each([
    [['{"a":', '1}'], true, []],
    [['"text"'], true, []],
    [['{"a":"\u4f60"}'], true, []],
    [['a=1'], false, []],
    [['{"a":1'], false, []],
    [['{"secret" : "x"}'], true, ['secret']],
    [['{"a":[{"App', 'Secret":1}]}'], true, ['AppSecret']],
    [['{"a":"secret"}'], true, []],
  ])('%j: parses %s, secrets %j', async (chunks, parses, secrets) => {
    expect(await factsOf(JSON_TYPE, ...chunks)).toMatchObject({ kind: 'json', parses, secrets });
  });
});

it.each([
  [['a=1&', 'b=%20'], null, []],
  [['a=1\r\n'], null, []],
  [['{"a":1}'], '"', []],
  [['appsecret=', 'x'], null, ['appsecret']],
])('a form %j: not encoded at %j, secrets %j', async (chunks, unencoded, secrets) => {
  expect(await factsOf(FORM, ...chunks)).toMatchObject({ kind: 'form', unencoded, secrets });
});

it.each([['empty', []]])('%s: there is nothing to say', async (_, chunks) => {
  expect(await factsOf(JSON_TYPE, ...chunks)).toBeNull();
});
