import type { ResponseFacts } from '../../model/response-facts.ts';
import { clientErrors } from '../client-errors.ts';
import { isRequest } from '../is-request.ts';
import type { Answer, Rule } from '../rule.ts';
import { unread } from '../unread.ts';

const HTML = ['text/html', 'application/xhtml+xml'];
const isJson = (mediaType: string): boolean => /^application\/(?:[^ ]*\+)?json$/.test(mediaType);

/** What says of itself that it is HTML, or says that it is JSON and begins like HTML; null: it broke off before that. */
const isHtml = ({ mediaType, text }: ResponseFacts): boolean | null => {
  if (mediaType === null) return false;
  if (!isJson(mediaType)) return HTML.includes(mediaType);
  return text ? text.opensWithTag : false;
};

const response = (facts: ResponseFacts): Answer => {
  const { api, status } = facts;
  // A socket that is not opened fails.
  if (api.candidates[0] === 'connectSocket') return 'n/a';
  if (status >= 400)
    return {
      message: `The answer has status ${status}, and the client calls success all the same.`,
      actual: `${status}`,
    };
  if (!isRequest(api)) return 'pass';
  // What is called JSON may be HTML all the same; what is called HTML is.
  if (facts.coding !== null && isJson(facts.mediaType ?? '')) return unread(facts.coding);
  const html = isHtml(facts);
  if (html === null) return 'n/a';
  if (!html) return 'pass';
  return {
    message: 'The answer is HTML, and the client calls success all the same.',
    expected: 'JSON',
    actual: 'HTML',
  };
};

/** Whether a status is a failure is for the mini program to say. */
export const statusAny: Rule = {
  id: 'status-any',
  title: 'Any answer calls success: errors and pages in the place of data are told, and pass',
  source: ['S0:137', 'S1:44', 'S2:35', 'S3:59'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'Look at statusCode, and at what data is, in the success callback.',
  skippable: false,
  checks: { response },
};
