import { isDeepStrictEqual } from 'node:util';
import type { Gate } from '../config/gate-schema.ts';
import { createAllowed } from '../downstream/clients.ts';
import type { Access } from '../downstream/doors.ts';
import { readScryptHash, type ScryptHash } from '../users/scrypt-hash.ts';
import { Users } from '../users/users.ts';

/** Settings, and who may use the proxy by them. */
export interface Granted {
  readonly gate: Gate;
  readonly access: Access;
}

/** Who may use the proxy, by the settings. `before`: until now; users that have not changed keep what is known of them. */
export const accessOf = ({ clients, listen }: Gate, before: Granted | null): Access => ({
  allowed: createAllowed(clients.allow),
  users:
    before && isDeepStrictEqual(before.gate.clients.users, clients.users)
      ? before.access.users
      : usersOf(clients.users),
  balancer: listen.proxyProtocol === 'accept' ? createAllowed(listen.trustedProxies) : null,
});

const usersOf = (users: Gate['clients']['users']): Users | null => {
  const hashes = Object.entries(users).flatMap(([name, text]): (readonly [string, ScryptHash])[] => {
    const hash = readScryptHash(text);
    return typeof hash === 'string' ? [] : [[name, hash]];
  });
  return hashes.length === 0 ? null : new Users(new Map(hashes));
};
