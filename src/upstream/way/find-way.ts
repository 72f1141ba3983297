import type { Verdict } from '../../model/verdict.ts';
import { notChecked } from '../../rules/not-checked.ts';
import type { Attempt } from '../attempt.ts';
import type { Order } from '../connect.ts';
import { judgeTargets, type Locating } from '../locate.ts';
import { dialFirst, type Opened } from './direct.ts';

/** How a server may be reached: the verdict on its address, and what opens a raw connection if that is no block. */
export interface Found {
  readonly dial: Verdict;
  readonly open: () => Promise<Opened>;
}

/** Looks the address up once and judges it, unless the upstream proxy is to look it up. */
export const findWay = async (order: Order, locating: Locating, attempt: Attempt): Promise<Found> => {
  const { authority, policy } = order;
  const { way } = locating;
  if (way?.looksUp(authority)) {
    const dial = notChecked('dial', policy, 'the upstream proxy looks the name up');
    const open = async () => ({
      ...(await way.open(authority.hostname, authority.port, order, attempt)),
      target: null,
    });
    return { dial, open };
  }
  const { dial, allowed } = judgeTargets(await attempt.race(locating.resolve(authority)), order, locating);
  return { dial, open: () => dialFirst(allowed, way, order, attempt) };
};
