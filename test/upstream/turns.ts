/** Waits, by turns of the event loop, for what is over in a moment and has no event of its own. */
import { setImmediate as turn } from 'node:timers/promises';

export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await turn();
};

const STILL_TURNS = 500;

/** Until a count that has begun has stood still for many turns. */
export const settled = async (count: () => number): Promise<void> => {
  let last = 0;
  let still = 0;
  await until(() => {
    const now = count();
    still = now > 0 && now === last ? still + 1 : 0;
    last = now;
    return still > STILL_TURNS;
  });
};
