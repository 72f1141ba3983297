import { describe, expect, it } from 'vitest';
import type { BodyFacts } from '../../../src/model/facts.ts';
import { dataSerialization } from '../../../src/rules/request/data-serialization.ts';
import { ask, askWord, certainly, requestTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const api = certainly('request');

describe('a query', () => {
  it.each([
    [null, 'pass nothing', 'n/a'],
    [{ unencoded: null, secrets: [] }, 'encoded', 'pass'],
    [{ unencoded: '"', secrets: [] }, 'not encoded', 'fail'],
  ])('%j (%s): %s', (query, _, expected) => {
    expect(askWord(dataSerialization, 'request', requestTo({ query }), policyOf())).toBe(expected);
  });

  it('of a socket is not data', () => {
    const facts = requestTo({ api: certainly('connectSocket'), query: { unencoded: ' ', secrets: [] } });
    expect(askWord(dataSerialization, 'request', facts, policyOf())).toBe('n/a');
  });
});

it.each<[BodyFacts, string]>([
  [{ api, kind: 'json', parses: true, secrets: [] }, 'pass'],
  [{ api, kind: 'json', parses: false, secrets: [] }, 'The body is called JSON, and is none.'],
  [{ api, kind: 'form', unencoded: null, secrets: [] }, 'pass'],
  [{ api, kind: 'form', unencoded: '"', secrets: [] }, 'The form is not percent-encoded: it has "\\"".'],
  [{ api, kind: 'unread', reason: 'it came compressed' }, 'not-checkable'],
])('a body %j: %s', (facts, expected) => {
  expect(ask(dataSerialization, 'body', facts, policyOf())).toBe(expected);
});
