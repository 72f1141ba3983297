import { clientErrors } from '../client-errors.ts';
import { isRequest } from '../is-request.ts';
import type { Rule } from '../rule.ts';

/** Only of a client that is no mini program: the real one never leaves it out. */
export const contentTypeDefault: Rule = {
  id: 'content-type-default',
  title: 'A call of wx.request has a content type, JSON unless the code names another, also on GET',
  source: ['S4:123'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'Send "content-type: application/json", as the real client does; a server may tell the two apart.',
  skippable: false,
  checks: {
    request: ({ api, contentType }) => {
      if (api.sure === 'unknown' || !isRequest(api)) return 'n/a';
      if (contentType !== null) return 'pass';
      return {
        message: 'The request names no content type; the real client sends its default.',
        expected: 'application/json',
        actual: 'none',
      };
    },
  },
};
