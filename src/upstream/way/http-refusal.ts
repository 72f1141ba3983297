import { proxyFailure } from './proxy-failure.ts';

/** What a gate answers to what it has asked for itself. */
const LOOP = 508;
const LONGEST_REASON = 80;

/** What an HTTP proxy's answer means that is no server's. */
export const httpRefusal = (shown: string, place: string, status: number, statusText: string): Error => {
  const reason = statusText.slice(0, LONGEST_REASON).replace(/[^\x20-\x7e]/g, '?');
  const advice = ADVICE[status] ?? 'ask whoever runs it';
  return proxyFailure(
    status === LOOP ? 'LOOP' : status,
    `the upstream proxy ${shown} answered ${status} ${reason} for ${place}: ${advice}`,
  );
};

const ADVICE: Readonly<Record<number, string>> = {
  401: 'it wants another login; write it into "upstreamProxy"',
  403: 'its policy forbids this host or port; ask whoever runs it, or map the host with "resolve" to go past it',
  405: 'it makes no tunnels (CONNECT); name another proxy in "upstreamProxy"',
  407: 'it wants another user name or password; write them into "upstreamProxy" as http://user:password@host:port',
  502: 'it does not reach the server',
  503: 'it does not reach the server, or knows no such name',
  504: 'the server did not answer it in time',
  [LOOP]: 'it leads back to this gate; name another in "upstreamProxy"',
};
