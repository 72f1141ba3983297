import type { Profile } from '../model/policy.ts';
import { findProfile } from './find-profile.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';
import { type AnyKnob, knobText, profileKnobs } from './profile-knobs.ts';

interface Difference {
  readonly knob: string;
  readonly before: AnyKnob;
  readonly after: AnyKnob;
}

/** Prints the values in which two platforms differ. Exit code 1 where they do. */
export const diffProfiles = async (before: string, after: string, isJson: boolean): Promise<void> => {
  const from = await findProfile(before);
  const to = await findProfile(after);
  const found = differences(from, to);
  const same = found.length === 0;
  process.exitCode = same ? 0 : 1;
  if (isJson) {
    printJson({ version: 1, same, before: from.name, after: to.name, differences: found });
    return;
  }
  const colours = palette(process.stdout);
  const sides = (side: AnyKnob): string => `${knobText(side.value)} (${side.source})`;
  const lines = found.flatMap((one) => [
    colours.bold(one.knob),
    colours.red(`- ${sides(one.before)}`),
    colours.green(`+ ${sides(one.after)}`),
  ]);
  print(same ? 'no value differs' : [`${from.name} → ${to.name}`, ...lines].join('\n'));
};

/** A value that is the same in both is no difference, whatever its source. */
const differences = (from: Profile, to: Profile): readonly Difference[] => {
  const others = profileKnobs(to);
  return [...profileKnobs(from)].flatMap(([knob, before]) => {
    const after = others.get(knob);
    return after && JSON.stringify(before.value) !== JSON.stringify(after.value) ? [{ knob, before, after }] : [];
  });
};
