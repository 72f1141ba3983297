import { createThrottle, type Throttle } from './throttle.ts';

/** What the admin port counts by address. */
export interface Throttles {
  readonly requests: Throttle;
  /** Wrong tokens. */
  readonly guesses: Throttle;
}

/** Requests may be far above what a page or a script asks; guesses are slow, and slips of a hand are forgiven. */
export const createThrottles = (): Throttles => ({
  requests: createThrottle({ burst: 2000, perSecond: 1000 }),
  guesses: createThrottle({ burst: 20, perSecond: 0.2 }),
});
