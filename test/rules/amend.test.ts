import { expect, it } from 'vitest';
import { amend } from '../../src/rules/amend.ts';
import { requestTo } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const referer = 'https://appservice.qq.com/wx0123456789abcdef/0/page-frame.html';

it('sets the referer, whatever the request brought', () => {
  const edits = [{ set: [['Referer', referer]] }];
  expect(amend(requestTo(), policyOf())).toEqual(edits);
  expect(amend(requestTo({ referer: 'https://other.test/' }), policyOf())).toEqual(edits);
});

it('changes nothing by a rule that is off', () => {
  expect(amend(requestTo(), policyOf({ effects: new Map([['referer', 'off']]) }))).toEqual([]);
});
