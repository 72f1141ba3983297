import { networkOf } from '../rules/network-of.ts';
import type { Checked, Credentials } from '../users/users.ts';
import type { Doors } from './doors.ts';
import type { Way } from './way.ts';

/** Who a client turns out to be, or why it may not come in. */
export type Login = { readonly outcome: 'in'; readonly device: string; readonly app: string | null } | Turned;

export type Turned =
  /** No name, or a wrong password. */
  | { readonly outcome: 'stranger' }
  | { readonly outcome: 'later'; readonly retryAfterS: number }
  /** Whom it names is no app that is loaded. */
  | { readonly outcome: 'unknown-app'; readonly app: string };

/**
 * Without users the name that a client gives is the appid of its app, and its password is not looked at. With users it
 * is `user` or `user+appid`. A listener of one app has that app, whatever is named. At once where no password has to
 * be derived.
 */
export const login = (doors: Doors, way: Way, credentials: Credentials | null): Login | Promise<Login> => {
  const { users } = doors.access();
  if (!users) return enter(doors, way, way.device, credentials?.name ?? null);
  if (!credentials) return { outcome: 'stranger' };
  const { name, password } = credentials;
  const plus = name.indexOf('+');
  const [user, app] = plus < 0 ? [name, null] : [name.slice(0, plus), name.slice(plus + 1)];
  const found = (checked: Checked): Login => {
    if (checked === 'wrong') return { outcome: 'stranger' };
    if (checked !== 'right') return { outcome: 'later', ...checked };
    return enter(doors, way, `${user}@${way.device}`, app);
  };
  const checked = users.check({ name: user, password }, networkOf(way.device));
  return checked instanceof Promise ? checked.then(found) : found(checked);
};

const enter = (doors: Doors, way: Way, device: string, named: string | null): Login => {
  const app = way.app ?? named;
  // A name that is no app is a slip of the pen: judging it by the default app would only confuse.
  return app === null || doors.apps().byId.has(app) ? { outcome: 'in', device, app } : { outcome: 'unknown-app', app };
};
