import { appSchema } from '../config/app-schema.ts';
import { compile } from '../config/compile.ts';
import type { Policy, Profile } from '../model/policy.ts';

/** What sources are judged by. */
export interface Basis {
  readonly policy: Policy;
  /** Whether an app file gave the domain lists: without one no list is asked. */
  readonly hasLists: boolean;
  /** Whether somebody named the platform, or it is only the likeliest. */
  readonly isPlatformKnown: boolean;
}

/** An app with the platform of its file or, if one is given, another. A lint speaks of the release: nothing is skipped. */
export const basisOfApp = (policy: Policy, profile: Profile = policy.profile): Basis => ({
  policy: { ...policy, profile, skipVerification: false },
  hasLists: true,
  isPlatformKnown: true,
});

/** A platform alone. */
export const basisOfProfile = (profile: Profile, isPlatformKnown: boolean): Basis => ({
  policy: compile(appSchema.parse({ appid: 'unknown', profile: profile.name }), profile, 'lint').policy,
  hasLists: false,
  isPlatformKnown,
});
