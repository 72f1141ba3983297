import { appUnder } from '../config/app-under.ts';
import type { AppReport } from '../config/load-app.ts';
import type { Profile } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { profiles } from '../profiles/index.ts';
import type { FindUnder } from '../reports/against/under.ts';

/** An app file that was named besides the session. */
type Named = Pick<AppReport, 'settings' | 'policy'>;

/** Compiles each app of a session against another platform, by the file named for it or else as the session has it. */
export const findUnder =
  (profile: Profile, named: ReadonlyMap<string, Named>): FindUnder =>
  (appid, app) => {
    const file = named.get(appid);
    const compiled = appUnder(file?.settings ?? app?.file?.settings, profile);
    if (!compiled) return null;
    const { policy, violations } = compiled;
    const config: Verdict = {
      outcome: 'pass',
      violations: violations.map(({ violation }) => violation),
      passed: policy.configVerdict.passed,
    };
    return {
      policy,
      was: app ? knownProfile(app.profile, file) : null,
      config,
      entries: violations.filter(({ violation: { effect } }) => effect === 'error'),
    };
  };

/** A file of the user's own may be elsewhere by now, or say something else. */
const knownProfile = (name: string, file: Named | undefined): Profile | null =>
  file?.policy?.profile.name === name ? file.policy.profile : (profiles.get(name) ?? null);
