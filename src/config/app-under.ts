import { basename } from 'node:path';
import type { Profile } from '../model/policy.ts';
import { type App, appSchema } from './app-schema.ts';
import { type Compiled, compile } from './compile.ts';

/** Timeouts of an app.json that this platform does not read are none of its. */
const timeoutsOf = ({ appJson, networkTimeout }: App, { timeoutFile }: Profile): Pick<App, 'networkTimeout'> => {
  const isRead = appJson === undefined || timeoutFile.value.some((name) => name === basename(appJson));
  return isRead && networkTimeout ? { networkTimeout } : {};
};

/**
 * An app's settings, as a session file has them, under another platform, with verification on as a release has it.
 * null: they are no settings of an app.
 */
export const appUnder = (settings: unknown, profile: Profile): Compiled | null => {
  const { data: app } = appSchema.safeParse(settings);
  if (!app) return null;
  const { networkTimeout: _, ...rest } = app;
  const changed = { ...rest, ...timeoutsOf(app, profile), skipVerification: false };
  return compile(changed, profile, `${app.appid} under ${profile.name}`);
};
