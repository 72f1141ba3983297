import { restamp } from '../restamp.ts';
import type { Carried, Carry } from './carry.ts';

/** No number of a platform is in it: what was said stands. */
export const stands: Carry = (said, { under }): Carried => {
  if (said.answer === 'violation') return restamp(said.violation, under.policy);
  return said.answer === 'unchecked' ? { notCheckable: said.unchecked.reason } : said.answer;
};
