import { rangeOf } from '../rules/addresses.ts';

/** Whether what listens at a host, an address or a name, is for this machine alone. */
export const isLoopback = (host: string): boolean => host.toLowerCase() === 'localhost' || rangeOf(host) === 'loopback';
