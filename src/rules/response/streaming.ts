import type { Policy } from '../../model/policy.ts';
import type { ResponseFacts } from '../../model/response-facts.ts';
import { clientErrors } from '../client-errors.ts';
import { isRequest } from '../is-request.ts';
import type { Answer, Rule } from '../rule.ts';

const response = ({ api, chunked, setsCookie }: ResponseFacts, { profile }: Policy): Answer => {
  if (!isRequest(api)) return 'n/a';
  const found = [chunked ? 'an answer in chunks' : '', setsCookie ? 'Set-Cookie' : ''].filter((one) => one !== '');
  if (profile.chunksAndCookies.value || found.length === 0) return 'pass';
  const actual = found.join(' and ');
  return { message: `Code on this platform sees neither chunks nor cookies; the server sends ${actual}.`, actual };
};

/** That nothing is held back on its way is the gate's part; what is left to judge is whether the platform's code can see it. */
export const streaming: Rule = {
  id: 'streaming',
  title: 'Chunks and cookies of an answer are such that the platform’s code can see them',
  source: ['S4:254', 'S4:213'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'Do not count on onChunkReceived or on cookies in a mini game; send the whole answer, and tokens in its body.',
  skippable: false,
  checks: { response },
};
