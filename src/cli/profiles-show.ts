import { findProfile } from './find-profile.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';
import { knobText, profileKnobs } from './profile-knobs.ts';
import { WIDTH, wrap } from './wrap.ts';

/** Prints every value of a platform with its source. */
export const showProfile = async (named: string, isJson: boolean): Promise<void> => {
  const profile = await findProfile(named);
  const { name, title, document } = profile;
  const knobs = profileKnobs(profile);
  if (isJson) {
    printJson({ version: 1, name, title, document, knobs: Object.fromEntries(knobs) });
    return;
  }
  const colours = palette(process.stdout);
  const wide = Math.max(...[...knobs.keys()].map((knob) => knob.length));
  const lines = [...knobs].flatMap(([knob, { value, source }]) => {
    const [first = '', ...rest] = wrap(`${knobText(value)} (${source})`, WIDTH - wide - 4);
    const margin = ' '.repeat(wide + 4);
    return [`  ${colours.dim(knob.padEnd(wide))}  ${first}`, ...rest.map((line) => `${margin}${line}`)];
  });
  print([`${colours.bold(name)}  ${title}`, ...lines].join('\n'));
};
