import type { AppFile, SessionApp, SessionBegan } from '../model/event.ts';
import type { Policy } from '../model/policy.ts';

interface Loaded {
  /** By appid. */
  readonly apps: ReadonlyMap<string, Policy>;
  readonly files: ReadonlyMap<string, AppFile>;
}

/** What a report needs to know of the apps, as a line of the session file. `at`: epoch milliseconds. */
export const sessionBegan = (type: SessionBegan['type'], { apps, files }: Loaded, at = Date.now()): SessionBegan => ({
  v: 1,
  type,
  at,
  apps: [...apps.values()].map((policy) => appOf(policy, files.get(policy.appid) ?? null)),
});

const appOf = (policy: Policy, file: AppFile | null): SessionApp => ({
  appid: policy.appid,
  name: policy.name,
  profile: policy.profile.name,
  version: policy.version,
  skipVerification: policy.skipVerification,
  requestsAtOnce: policy.profile.requestsAtOnce.value,
  socketsAtOnce: policy.profile.socketsAtOnce.value,
  file,
  configVerdict: policy.configVerdict,
});
