import type { Answer } from './rule.ts';

/** What a rule about an answer's text says where there is none to look at. `coding`: why; null: there was no text. */
export const unread = (coding: string | null): Answer =>
  coding === null ? 'n/a' : { notCheckable: `the text of the answer came compressed (${coding}) and was not read` };
