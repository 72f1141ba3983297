import type { TunnelFacts } from '../model/facts.ts';

/** Whether a tunnel is a plain UDP or TCP socket of the app's own: those have a rule for their destination. */
export const isSocketTraffic = ({ scheme, api }: TunnelFacts, kind: 'udp' | 'tcp'): boolean =>
  scheme === kind || api.candidates.every((candidate) => candidate === kind);

/** Whether a tunnel is HTTP or WebSocket, or not known to be anything else. */
export const isWebTraffic = (facts: TunnelFacts): boolean =>
  !isSocketTraffic(facts, 'udp') && !isSocketTraffic(facts, 'tcp');
