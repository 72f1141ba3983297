import type { BodyFacts, RequestFacts } from '../../model/facts.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';

const encoding = (unencoded: string | null, where: string): Answer => {
  if (unencoded === null) return 'pass';
  const actual = JSON.stringify(unencoded);
  return { message: `The ${where} is not percent-encoded: it has ${actual}.`, expected: 'encodeURIComponent', actual };
};

const request = ({ api, query }: RequestFacts): Answer =>
  query === null || api.candidates[0] === 'connectSocket' ? 'n/a' : encoding(query.unencoded, 'query');

const body = (facts: BodyFacts): Answer => {
  if (facts.kind === 'unread') return { notCheckable: facts.reason };
  if (facts.kind === 'form') return encoding(facts.unencoded, 'form');
  return facts.parses ? 'pass' : { message: 'The body is called JSON, and is none.', expected: 'JSON' };
};

export const dataSerialization: Rule = {
  id: 'data-serialization',
  title: 'Data are serialized as their content type says: JSON that parses, queries and forms percent-encoded',
  source: ['S4:226', 'S4:225', 'S4:227'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'Hand an object to "data" and let the client serialize it, or serialize the string as "content-type" says.',
  skippable: false,
  checks: { request, body },
};
