/** Host of requests, latency, bodies and tunnels. */
export const KEPT = 'api.bench.test';

/** Host number n of those that are met for the first time. */
export const newHost = (n) => `h${n}.bench.test`;

/** Hosts met before the measured ones, so that no figure is that of a program's first steps. */
export const WARM_HOSTS = 10;
export const MOST_NEW_HOSTS = 100;

export const ALL_HOSTS = [KEPT, ...Array.from({ length: WARM_HOSTS + MOST_NEW_HOSTS }, (_, n) => newHost(n))];

export const SMALL_BYTES = 1024;
export const BIG_BYTES = 100 * 1024 * 1024;
