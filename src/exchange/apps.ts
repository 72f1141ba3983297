import type { Policy } from '../model/policy.ts';

/** The apps in force. A reload makes a new one; flows keep the policy they began with. */
export interface Apps {
  readonly byId: ReadonlyMap<string, Policy>;
  /** App of a client that names none. */
  readonly fallback: Policy | null;
}

/** `defaultApp` is the appid of the fallback; null, or one that is not there: no fallback. */
export const appsOf = (byId: ReadonlyMap<string, Policy>, defaultApp: string | null): Apps => ({
  byId,
  fallback: (defaultApp === null ? undefined : byId.get(defaultApp)) ?? null,
});

/** An appid in a client's own Referer: `https://host/{appid}/{version}/page-frame.html` (S0:125). */
const REFERER = /^https:\/\/[^/]+\/(wx[0-9a-f]{16})\/([^/]+)\//;

/** The app and release channel that a mini program's own Referer names. */
export const namedByReferer = (referer: string | null): { appid: string; version: string } | null => {
  const [, appid, version] = (referer && REFERER.exec(referer)) || [];
  return appid && version ? { appid, version } : null;
};

/** Whose rules hold: what the listener or proxy user names, else what the Referer names, else the default. */
export const appOf = (apps: Apps, named: string | null, referer: string | null): Policy | null => {
  if (named !== null) return apps.byId.get(named) ?? null;
  const own = namedByReferer(referer);
  return (own && apps.byId.get(own.appid)) ?? apps.fallback;
};
