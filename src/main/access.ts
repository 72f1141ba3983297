import type { Gate } from '../config/gate-schema.ts';
import { createAllowed } from '../downstream/clients.ts';
import type { Doors } from '../downstream/doors.ts';
import { readScryptHash, type ScryptHash } from '../users/scrypt-hash.ts';
import { Users } from '../users/users.ts';

/** Who may use the proxy, by the settings. */
export const accessOf = ({ clients, listen }: Gate): Pick<Doors, 'allowed' | 'users' | 'balancer'> => ({
  allowed: createAllowed(clients.allow),
  users: usersOf(clients.users),
  balancer: listen.proxyProtocol === 'accept' ? createAllowed(listen.trustedProxies) : null,
});

const usersOf = (users: Gate['clients']['users']): Users | null => {
  const hashes = Object.entries(users).flatMap(([name, text]): (readonly [string, ScryptHash])[] => {
    const hash = readScryptHash(text);
    return typeof hash === 'string' ? [] : [[name, hash]];
  });
  return hashes.length === 0 ? null : new Users(new Map(hashes));
};
