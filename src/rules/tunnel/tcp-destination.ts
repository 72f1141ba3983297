import type { TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import { judgeDestination } from '../judge-destination.ts';
import type { Answer, Rule } from '../rule.ts';
import { isSocketTraffic } from '../socket-traffic.ts';

const tunnel = (facts: TunnelFacts, policy: Policy): Answer => {
  const { tcp, bannedTcpPorts } = policy.profile;
  const { hostname, port } = facts.authority;
  if (!isSocketTraffic(facts, 'tcp')) return 'n/a';
  if (bannedTcpPorts.value.includes(port)) {
    return { message: `TCP sockets may not go to port ${port} (${hostname}).`, actual: String(port) };
  }
  return judgeDestination('tcp', tcp.value, facts, policy);
};

export const tcpDestination: Rule = {
  id: 'tcp-destination',
  title: 'TCP goes to listed domains and to the local network, as the platform has it',
  source: ['S0:103', 'S1:11', 'S2:4', 'S3:18'],
  effect: 'error',
  ...clientErrors.socket,
  fix: 'Connect to a host of the tcp domain list ({console}) or to another device of the same network, at a port that is free for it.',
  skippable: true,
  unread: 'unasked',
  checks: { tunnel },
};
