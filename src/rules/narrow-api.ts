import type { ApiGuess } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';

/**
 * Leaves out the APIs whose lists do not have the host, so that an unsure guess gets the timeout and the error message
 * of the API that is allowed to go there. A certain guess, and a host in none of the lists, change nothing.
 */
export const narrowApi = (guess: ApiGuess, hostname: string, policy: Policy): ApiGuess => {
  const [first, ...rest] = guess.candidates.filter((api) => policy.lists[api].has(hostname));
  return guess.sure === 'certain' || first === undefined ? guess : { ...guess, candidates: [first, ...rest] };
};
