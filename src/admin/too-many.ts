import { Problem } from './problem.ts';

/** Comes again after so many seconds. */
export const tooMany = (waitS: number, detail: string): Problem =>
  new Problem(429, detail, { 'retry-after': String(waitS) });
