import { clientErrors } from '../client-errors.ts';
import { judgeDestination } from '../judge-destination.ts';
import type { Rule } from '../rule.ts';
import { isSocketTraffic } from '../socket-traffic.ts';

export const udpDestination: Rule = {
  id: 'udp-destination',
  title: 'UDP goes to listed domains and to the local network, as the platform has it',
  source: ['S0:103', 'S1:11', 'S2:4', 'S3:111'],
  effect: 'error',
  ...clientErrors.socket,
  fix: 'Send to a host of the udp domain list ({console}), or to another device of the same network.',
  skippable: true,
  checks: {
    tunnel: (facts, policy) =>
      isSocketTraffic(facts, 'udp') ? judgeDestination('udp', policy.profile.udp.value, facts, policy) : 'n/a',
  },
};
