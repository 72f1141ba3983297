import type { TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { onLan } from '../addresses.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';
import { isSocketTraffic } from '../socket-traffic.ts';

/** Whether a version of three numbers is older than another. */
const isOlder = (version: string, than: string): boolean => {
  const theirs = than.split('.').map(Number);
  const differing = version
    .split('.')
    .map((part, place) => Number(part) - (theirs[place] ?? 0))
    .find((difference) => difference !== 0);
  return (differing ?? 0) < 0;
};

const tunnel = (facts: TunnelFacts, policy: Policy): Answer => {
  const { authority, device } = facts;
  const { lanBaseLibrary, udpBaseLibrary } = policy.profile;
  const needed = (isSocketTraffic(facts, 'udp') ? udpBaseLibrary : lanBaseLibrary).value;
  if (needed === null || !onLan(authority, device, policy)) return 'n/a';
  if (!isOlder(policy.baseLibrary, needed)) return 'pass';
  return {
    message: `${authority.hostname} is on the local network, which needs base library ${needed}; ${policy.appid} has ${policy.baseLibrary}.`,
    expected: `>= ${needed}`,
    actual: policy.baseLibrary,
  };
};

export const lanBaseLibrary: Rule = {
  id: 'lan-base-library',
  title: 'The local network needs a base library that is new enough',
  source: ['S3:20', 'S3:22', 'S3:95', 'S3:111'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Raise the minimum base library in the console, and "baseLibrary" in the app file.',
  skippable: true,
  checks: { tunnel },
};
