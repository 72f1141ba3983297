import { expect, it } from 'vitest';
import { REPLY, reply, replyTo } from '../../../src/downstream/socks/reply.ts';
import { authorityOf } from '../../support/facts.ts';

it('an answer says how it went, and where it is bound', () => {
  expect([...reply(REPLY.notAllowed)]).toEqual([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]);
  expect([...reply(REPLY.succeeded, authorityOf('127.0.0.1:258'))]).toEqual([5, 0, 0, 1, 127, 0, 0, 1, 1, 2]);
});

it.each([
  ['ECONNREFUSED', 5],
  ['ENOTFOUND', 4],
  ['EHOSTUNREACH', 4],
  ['ETIMEDOUT', 4],
  ['ENETUNREACH', 3],
  ['EPROTO', 1],
])('%s is %i', (code, expected) => {
  expect(replyTo(code)).toBe(expected);
});
