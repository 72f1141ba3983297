import { isLoopback } from '../config/is-loopback.ts';
import type { Credentials } from '../users/users.ts';
import type { Behind } from './child-environment.ts';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** What a gate has open. */
export interface Bound {
  readonly listeners: readonly Place[];
  readonly admin: Place & { readonly token: string };
}

/**
 * Where a program on this machine reaches the gate, and what it is to the gate: a connection to an address of this
 * machine comes from that address. `user`: whose name and password the program uses, both fit for a URL; null: nobody's.
 */
export const addressesOf = (
  { listeners: [main], admin }: Bound,
  user: Credentials | null = null,
): Pick<Behind, 'proxy' | 'control'> => {
  const address = reachable(main?.host ?? '127.0.0.1');
  const device = user ? `${user.name}@${address}` : address;
  const login = user ? `${user.name}:${user.password}@` : '';
  const adminHost = reachable(admin.host);
  // Off loopback the admin port speaks TLS.
  const scheme = isLoopback(adminHost) ? 'http' : 'https';
  const url = `${scheme}://${inUrl(adminHost)}:${admin.port}/api/v1/devices/${device}`;
  return { proxy: `http://${login}${inUrl(address)}:${main?.port}`, control: { url, token: admin.token } };
};

/** What is bound everywhere is reached on loopback. */
const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);
