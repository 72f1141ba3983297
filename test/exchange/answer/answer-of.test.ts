import { expect, it } from 'vitest';
import { answerOf } from '../../../src/exchange/answer/answer-of.ts';
import { policyOf } from '../../support/policy.ts';
import { openDesk } from '../desk.ts';

const HEAD = ['Content-Type', 'text/plain', 'Content-Length', '4', 'Alt-Svc', 'clear'];

it.each([
  ['POST', 200, true, null],
  ['POST', 404, true, null],
  ['POST', 206, true, 4],
  ['POST', 304, true, 4],
  ['HEAD', 200, true, 4],
  ['POST', 200, false, 4],
])('%s, %i, emulate %s: of length %j, and without what is dropped', async (method, status, emulate, length) => {
  const desk = await openDesk();
  const { socket } = await desk.client();
  socket.write(`${method} / HTTP/1.1\r\nHost: api.shop.test\r\nContent-Type: application/json\r\n\r\n`);
  const answer = answerOf(await desk.nth(0), policyOf({ emulate }), new Set(['alt-svc']), status, HEAD);
  expect(answer.length).toBe(length);
  expect(answer.headers).toEqual(HEAD.slice(0, length === null ? 2 : 4));
});
