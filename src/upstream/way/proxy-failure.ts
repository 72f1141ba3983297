import { failure } from '../attempt.ts';

/** A failure of the upstream proxy, which is never the server's: `why` is its status, its reply or the system's code. */
export const proxyFailure = (why: string | number, message: string): Error & { code: string } =>
  failure(`UPSTREAM_PROXY_${why}`, message);
