import type { Apps } from '../exchange/apps.ts';
import type { Policy } from '../model/policy.ts';

/** Whose rules may hold: the app that is named; else all, the default one first, for a Referer inside may name any of them. */
export const candidates = ({ byId, fallback }: Apps, app: string | null): readonly Policy[] => {
  const named = app === null ? undefined : byId.get(app);
  if (named) return [named];
  const others = [...byId.values()].filter((policy) => policy !== fallback);
  return fallback ? [fallback, ...others] : others;
};
