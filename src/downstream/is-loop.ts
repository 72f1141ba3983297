import type { IncomingMessage } from 'node:http';

/** Whether the gate has asked for this itself, of a proxy that leads back to it. `mark`: what the gate signs with. */
export const isLoop = ({ headers: { via } }: Pick<IncomingMessage, 'headers'>, mark: string | null): boolean =>
  mark !== null && via?.includes(mark) === true;

/** What is answered then. */
export const LOOP = {
  status: 508,
  failure: 'UPSTREAM_PROXY_LOOP',
  message: 'the upstream proxy leads back to this gate; name another in "upstreamProxy"',
} as const;
