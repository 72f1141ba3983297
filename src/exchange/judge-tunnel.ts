import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { tunnelFacts } from './facts-of.ts';
import type { Inbound } from './inbound.ts';

/** Verdicts kept for one tunnel; its facts take few values. */
const MOST_JUDGED = 32;

/** The verdict on a request's tunnel, now that channel and API are known; it is kept with the tunnel. */
export const judgeTunnel = (inbound: Inbound, policy: Policy): Verdict => {
  const { inlet, scheme, head, authority } = inbound;
  const [api] = head.api.candidates;
  const key = `${policy.id} ${scheme} ${head.api.sure} ${api} ${authority.hostname}:${authority.port}`;
  const before = inlet.judged.get(key);
  if (before) return before;
  const verdict = judge('tunnel', tunnelFacts(inbound), policy, api);
  if (inlet.judged.size < MOST_JUDGED) inlet.judged.set(key, verdict);
  return verdict;
};
