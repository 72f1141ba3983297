import type { Policy } from '../../model/policy.ts';
import type { Inbound } from '../inbound.ts';
import { Answer } from './answer.ts';
import { readAnswerHead } from './answer-head.ts';

/**
 * The answer to a request. A part of a text (206) cannot be told from another charset's, and HEAD and 304 speak of a text that
 * does not come: nothing is emulated there.
 */
export const answerOf = (
  { request, head }: Inbound,
  { emulate }: Policy,
  drops: ReadonlySet<string>,
  status: number,
  headers: readonly string[],
): Answer => {
  const comesWhole = request.method !== 'HEAD' && status !== 206 && status !== 304;
  return new Answer(status, readAnswerHead(headers, drops), head.api, emulate && comesWhole);
};
