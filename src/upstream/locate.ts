import type { Api, Authority } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { rangeOf } from '../rules/addresses.ts';
import { judge } from '../rules/judge.ts';
import { type Cancel, createAttempt } from './attempt.ts';
import type { Resolve, Target } from './resolve.ts';
import { proxyFailure } from './way/proxy-failure.ts';
import type { Way } from './way/way.ts';

/** What finds addresses, and says which are out of bounds. */
export interface Locating {
  readonly resolve: Resolve;
  /** Milliseconds for a look-up. */
  readonly handshakeMs: number;
  /** Whether an address and port are the gate's own. */
  readonly isOwn: (address: string, port: number, api: Api) => boolean;
  /** Through the upstream proxy; null: there is none. */
  readonly way: Way | null;
}

/** What is to be found, and for whom. */
export interface Sought {
  readonly authority: Authority;
  readonly device: string;
  readonly policy: Policy;
  readonly api: Api;
}

/** The addresses that may be used, and the verdict on the first of them; on the first of all if none may. */
export interface Located {
  readonly dial: Verdict;
  readonly allowed: readonly Target[];
}

/** Finds where datagrams may go. Rejects with the system's code (`ENOTFOUND`), or where only a proxy leads there. */
export type Locate = (sought: Sought, cancel: Cancel) => Promise<Located>;

/** Resolves once and judges each address: what is sent to is what was judged. */
export const locate = async (sought: Sought, locating: Locating, cancel: Cancel): Promise<Located> => {
  const { way, handshakeMs } = locating;
  if (way?.looksUp(sought.authority)) throw noDatagrams();
  const attempt = createAttempt(handshakeMs, cancel);
  try {
    const located = judgeTargets(await attempt.race(locating.resolve(sought.authority)), sought, locating);
    if (way && located.allowed.some(way.takes)) throw noDatagrams();
    return located;
  } finally {
    attempt.done();
  }
};

const noDatagrams = (): Error =>
  proxyFailure('UDP', 'datagrams do not pass the upstream proxy; map the host with "resolve" to send them directly');

/** Addresses that the rules forbid are never used; if none is left, the first one's verdict stands. */
export const judgeTargets = (
  [first, ...others]: readonly [Target, ...Target[]],
  sought: Sought,
  { isOwn }: Pick<Locating, 'isOwn'>,
): Located => {
  const judged = [first, ...others].map((target) => ({ target, verdict: judgeTarget(target, sought, isOwn) }));
  const allowed = judged.filter(({ verdict }) => verdict.outcome === 'pass');
  const dial = (allowed[0] ?? judged[0])?.verdict ?? judgeTarget(first, sought, isOwn);
  return { dial, allowed: allowed.map(({ target }) => target) };
};

const judgeTarget = ({ address, port, mapped }: Target, sought: Sought, isOwn: Locating['isOwn']): Verdict => {
  const { authority, device, policy, api } = sought;
  const own = isOwn(address, port, api);
  return judge('dial', { authority, device, address, range: rangeOf(address), own, mapped }, policy, api);
};
