import { expect, it } from 'vitest';
import { judge } from '../../../src/rules/judge.ts';
import { encodingUtf8 } from '../../../src/rules/response/encoding-utf8.ts';
import { ask, responseOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  [{}, 'pass'],
  [{ isWhole: false }, 'n/a'],
  [null, 'n/a'],
  [{ isUtf8: false, charset: 'gbk', converts: true }, 'The answer is not UTF-8 (gbk). Converts cleanly: yes.'],
  [{ isUtf8: false, charset: 'gbk' }, 'The answer is not UTF-8 (gbk). Converts cleanly: no.'],
  [{ isUtf8: false, isWhole: false }, 'The answer is not UTF-8 (no known charset). Converts cleanly: no.'],
])('%j: %s', (text, expected) => {
  expect(ask(encodingUtf8, 'response', responseOf({ text }), policyOf())).toBe(expected);
});

it('of a compressed text nothing is known', () => {
  expect(ask(encodingUtf8, 'response', responseOf({ text: null, coding: 'br' }), policyOf())).toBe('not-checkable');
});

it.each([
  [true, 'warn'],
  [false, 'error'],
])('converts %s: %s, with the client’s number', (converts, effect) => {
  const facts = responseOf({ text: { isUtf8: false, charset: 'gbk', converts } });
  expect(judge('response', facts, policyOf(), 'request').violations).toMatchObject([
    { rule: 'encoding-utf8', effect, errno: 602302, errMsg: 'request:fail convert to UTF8 fail' },
  ]);
});
