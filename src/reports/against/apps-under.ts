import type { SessionBegan } from '../../model/event.ts';
import type { Source } from '../source.ts';
import type { FindUnder, Under } from './under.ts';

/** The apps of a session under another platform, as they stand at this point of the session. */
export interface AppsUnder {
  /** null: nobody knows its settings. */
  readonly of: (appid: string) => Under | null;
  /** To be called at each event. Whether a gate began anew: one that was killed told of no ends. */
  readonly renew: () => boolean;
}

/** `isNew` hears of each app once, and again after a reload. */
export const createAppsUnder = (
  source: Pick<Source, 'session'>,
  find: FindUnder,
  isNew: (appid: string, under: Under) => void,
): AppsUnder => {
  const found = new Map<string, Under | null>();
  const held: { session: SessionBegan | null } = { session: null };
  const of = (appid: string): Under | null => {
    const known = found.get(appid);
    if (known !== undefined) return known;
    const under = find(appid, held.session?.apps.find((app) => app.appid === appid) ?? null);
    found.set(appid, under);
    if (under) isNew(appid, under);
    return under;
  };
  return {
    of,
    renew: () => {
      const session = source.session();
      if (session === held.session) return false;
      held.session = session;
      found.clear();
      for (const { appid } of session?.apps ?? []) of(appid);
      return session?.type === 'session.began';
    },
  };
};
