import type { Palette } from '../palette.ts';
import { WIDTH, wrap } from '../wrap.ts';
import type { Checkup } from './checkup.ts';

/** Columns of the mark and the label. */
const INDENT = 13;

/**
 * The answer of `doctor` for people: a line for each check, what to do about it below, and a last word. `columns`: of the terminal;
 * undefined: there is none.
 */
export const doctorText = (checkups: readonly Checkup[], colours: Palette, columns = WIDTH): string => {
  const width = Math.min(columns, WIDTH) - INDENT;
  const marks = { ok: colours.green('✓'), warn: colours.yellow('!'), fail: colours.red('✗') };
  const rows = checkups.flatMap(({ check, state, message, fix }, at) => {
    const label = checkups[at - 1]?.check === check ? '' : check;
    const [first = '', ...more] = wrap(message, width);
    return [`  ${marks[state]} ${label.padEnd(INDENT - 4)}${first}`, ...more.map(indented), ...way(fix, width)];
  });
  return [...rows, '', lastWord(checkups, colours)].join('\n');
};

const way = (fix: string | null, width: number): readonly string[] =>
  fix === null ? [] : wrap(`→ ${fix}`, width).map(indented);

const indented = (line: string): string => ' '.repeat(INDENT) + line;

const lastWord = (checkups: readonly Checkup[], { green, yellow, red }: Palette): string => {
  const failed = checkups.filter(({ state }) => state === 'fail').length;
  const odd = checkups.filter(({ state }) => state === 'warn').length;
  if (failed > 0) return red(`${failed} ${failed === 1 ? 'thing is' : 'things are'} in the way`);
  return odd > 0
    ? yellow(`Nothing is in the way; ${odd} ${odd === 1 ? 'thing' : 'things'} to know`)
    : green('All is well');
};
