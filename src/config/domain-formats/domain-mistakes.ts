import type { Problem } from '../../errors.ts';
import type { Profile } from '../../model/policy.ts';
import { appSchema } from '../app-schema.ts';
import { compile } from '../compile.ts';
import { dotted } from '../path.ts';
import { sortProblems } from '../sort-problems.ts';
import { appLists, type Entry, toLists } from './domain-lists.ts';
import { entryMistakes } from './entry-mistakes.ts';

/** What a platform's console would not take, with places: slips of form, and what the rules say of the rest. */
export const domainMistakes = (entries: readonly Entry[], profile: Profile): readonly Problem[] => {
  const slips = entryMistakes(entries);
  const { webview: _, ...domains } = toLists(entries);
  // An attestation is the app's, not the list's.
  const app = appSchema.parse({ appid: 'unknown', icp: true, domains });
  const ofList = new Map(appLists.map((name) => [name, entries.filter(({ list }) => list === name)]));
  const said = compile(app, profile, 'domains').violations.flatMap(({ list, index, violation }): readonly Problem[] => {
    const entry = ofList.get(list)?.[index];
    if (!entry || slips.has(entry) || violation.effect !== 'error') return [];
    const { rule, message, fix } = violation;
    return [{ ...entry.place, path: dotted(entry.path), rule, message: `${message.replace(/\.?$/, '.')} ${fix}` }];
  });
  return sortProblems([...slips.values(), ...said]);
};
