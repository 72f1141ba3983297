import { diffDomains, type ListDiff } from '../config/domain-formats/diff-domains.ts';
import type { FormatName } from '../config/domain-formats/domain-format.ts';
import { entryMistakes } from '../config/domain-formats/entry-mistakes.ts';
import { type DomainsRead, readDomains } from '../config/domain-formats/read-domains.ts';
import { ConfigError } from '../errors.ts';
import { type Palette, palette } from './palette.ts';
import { print, printJson, tell } from './print.ts';
import { problemLines } from './problem-lines.ts';
import { readText } from './read-text.ts';
import { visible } from './wrap.ts';

interface Options {
  readonly before: string;
  readonly after: string;
  readonly format: FormatName | undefined;
  readonly json: boolean;
}

/** Prints what two files' lists have not in common. Slips in single hosts are said, and the rest is compared. */
export const printDiff = async ({ before, after, format, json }: Options): Promise<void> => {
  const reads = [await readOne(before, format), await readOne(after, format)] as const;
  const problems = reads.flatMap((read) => read.problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const [from, to] = reads;
  const lists = diffDomains(from.entries, to.entries);
  const warnings = reads.flatMap((read) => [...read.warnings, ...entryMistakes(read.entries).values()]);
  process.exitCode = lists.length === 0 ? 0 : 1;
  if (json) {
    printJson({ version: 1, same: lists.length === 0, before: told(from), after: told(to), lists, warnings });
    return;
  }
  if (warnings.length > 0) tell(problemLines(warnings, 'warning'));
  print(lists.length === 0 ? 'the lists are the same' : diffText(lists, palette(process.stdout)));
};

interface Named extends DomainsRead {
  readonly file: string;
}

const readOne = async (file: string, format: FormatName | undefined): Promise<Named> => {
  const text = await readText(file);
  const read = readDomains(file, text, null);
  // An app file is told by its keys; --format is for what tells nothing of itself.
  const meant = read.format === 'app' || format === undefined ? read : readDomains(file, text, format);
  return { file, ...meant };
};

const told = ({ file, format, entries }: Named): { file: string; format: string | null; hosts: number } => ({
  file,
  format,
  hosts: entries.length,
});

const diffText = (lists: readonly ListDiff[], colours: Palette): string =>
  lists
    .flatMap(({ list, added, removed }) => [
      colours.bold(list),
      ...removed.map((host) => colours.red(`- ${visible(host)}`)),
      ...added.map((host) => colours.green(`+ ${visible(host)}`)),
    ])
    .join('\n');
