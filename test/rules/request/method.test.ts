import { expect, it } from 'vitest';
import { method } from '../../../src/rules/request/method.ts';
import { askWord, certainly, requestTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'])('%s passes', (name) => {
  expect(askWord(method, 'request', requestTo({ method: name }), policyOf())).toBe('pass');
});

it.each(['PATCH', 'PROPFIND', 'get', ''])('%j fails', (name) => {
  expect(askWord(method, 'request', requestTo({ method: name }), policyOf())).toBe('fail');
});

it('has nothing to say of sockets', () => {
  const facts = requestTo({ api: certainly('connectSocket'), method: 'PATCH' });
  expect(askWord(method, 'request', facts, policyOf())).toBe('n/a');
});
