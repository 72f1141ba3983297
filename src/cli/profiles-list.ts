import { profiles } from '../profiles/index.ts';
import { print, printJson } from './print.ts';

/** Prints every platform, the default first. */
export const listProfiles = (isJson: boolean): void => {
  const all = [...profiles.values()];
  if (isJson) {
    printJson({ version: 1, profiles: all.map(({ name, title, document }) => ({ name, title, document })) });
    return;
  }
  const wide = Math.max(...all.map(({ name }) => name.length));
  print(all.map(({ name, title, document }) => `${name.padEnd(wide)}  ${title} (${document})`).join('\n'));
};
