import type { TextFacts } from '../../model/response-facts.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';
import { unread } from '../unread.ts';

/** What converts is let pass with a warning: the client tries the same. */
const check = ({ isUtf8, isWhole, charset, converts }: TextFacts): Answer => {
  if (isUtf8) return isWhole ? 'pass' : 'n/a';
  const actual = charset ?? 'no known charset';
  const answer = converts ? 'yes' : 'no';
  return {
    message: `The answer is not UTF-8 (${actual}). Converts cleanly: ${answer}.`,
    expected: 'utf-8',
    actual,
    ...(converts ? { effect: 'warn' } : {}),
  };
};

export const encodingUtf8: Rule = {
  id: 'encoding-utf8',
  title: 'An answer’s text is UTF-8; the client tries to convert any other',
  source: ['S0:132', 'S1:39', 'S2:32', 'S3:54'],
  effect: 'error',
  ...clientErrors.encoding,
  fix: 'Let the server answer in UTF-8, and say so: "content-type: application/json; charset=utf-8".',
  skippable: false,
  checks: { response: ({ text, coding }) => (text ? check(text) : unread(coding)) },
};
