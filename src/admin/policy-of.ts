import type { Config } from '../config/load.ts';
import type { Policy } from '../model/policy.ts';
import { Problem } from './problem.ts';

/** The app that a request names, or the default one. Throws Problem where there is none. */
export const policyOf = ({ apps, gate: { defaultApp } }: Config, appid: string | undefined): Policy => {
  const known = [...apps.keys()].join(', ');
  const wanted = appid ?? defaultApp;
  if (wanted === null) throw new Problem(400, `There is no default app, so name one as appid: ${known}.`);
  const policy = apps.get(wanted);
  if (policy) return policy;
  throw new Problem(404, `No app has this appid; the apps are ${known}.`);
};
