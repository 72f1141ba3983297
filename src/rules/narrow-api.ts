import type { Api, ApiGuess } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';

/**
 * Leaves out the APIs whose lists do not have the host, so that an unsure guess gets the timeout and the error message
 * of the API that is allowed to go there. A certain guess, and a host in none of the lists, change nothing.
 */
export const narrowApi = (guess: ApiGuess, hostname: string, policy: Policy): ApiGuess => {
  if (guess.sure === 'certain') return guess;
  const isListed = (api: Api) => policy.lists[api].has(hostname);
  if (guess.candidates.every(isListed)) return guess;
  const [first, ...rest] = guess.candidates.filter(isListed);
  return first === undefined ? guess : { ...guess, candidates: [first, ...rest] };
};
