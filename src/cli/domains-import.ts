import { writeFile } from 'node:fs/promises';
import { type Document, parseDocument } from '../config/document.ts';
import type { FormatName } from '../config/domain-formats/domain-format.ts';
import { appLists, type DomainLists, type ListName, toLists } from '../config/domain-formats/domain-lists.ts';
import { domainMistakes } from '../config/domain-formats/domain-mistakes.ts';
import { domainFormats } from '../config/domain-formats/index.ts';
import { type DomainsRead, readDomains } from '../config/domain-formats/read-domains.ts';
import { replaceDomains } from '../config/domain-formats/replace-domains.ts';
import { checkApp } from '../config/load-app.ts';
import { profileOfApp } from '../config/load-profile.ts';
import { at } from '../config/plain.ts';
import { sortProblems } from '../config/sort-problems.ts';
import { ConfigError, type Problem } from '../errors.ts';
import type { Profile } from '../model/policy.ts';
import { findProfile } from './find-profile.ts';
import { print, printJson, tell } from './print.ts';
import { problemLines } from './problem-lines.ts';
import { readText } from './read-text.ts';

interface Options {
  readonly file: string;
  readonly format: FormatName | undefined;
  readonly profile: string | undefined;
  /** App file to write into. */
  readonly into: string | undefined;
  readonly json: boolean;
}

/** Reads lists and prints them, or writes them into an app file. With a mistake in them nothing is written. */
export const importDomains = async ({ file, format, profile, into, json }: Options): Promise<void> => {
  const target = into === undefined ? null : parseDocument(into, await readText(into));
  if (target?.value === undefined && target) throw new ConfigError(target.problems);
  const read = readDomains(file, await readText(file), format ?? null);
  const mistakes = domainMistakes(read.entries, await profileFor(read, profile, into, target));
  const lists = toLists(read.entries);
  const found = {
    problems: sortProblems([...read.problems, ...mistakes]),
    warnings: sortProblems([...read.warnings, ...unheld(read)]),
  };
  const ok = found.problems.length === 0;
  if (ok && into !== undefined) await write(into, lists, heldBy(read));
  const { webview: _, ...domains } = lists;
  if (json) {
    printJson({ version: 1, ok, format: read.format, domains, into: into ?? null, ...found });
    if (!ok) process.exitCode = 2;
    return;
  }
  if (found.warnings.length > 0) tell(problemLines(found.warnings, 'warning'));
  if (!ok) throw new ConfigError(found.problems);
  if (into === undefined) printJson({ domains });
  else print(`${into} has the lists of ${file} now: ${counts(lists, heldBy(read))}`);
};

const counts = (lists: DomainLists, held: readonly ListName[]): string =>
  appLists
    .filter((list) => held.includes(list))
    .map((list) => `${lists[list].length} ${list}`)
    .join(', ');

/** What the command line names, else what the app does, else the platform that the format is of. */
const profileFor = async (
  { format }: DomainsRead,
  named: string | undefined,
  into: string | undefined,
  target: Document | null,
): Promise<Profile> => {
  const usual = format === null || format === 'app' ? 'tcsas' : domainFormats[format].profile;
  if (named !== undefined || into === undefined) return findProfile(named ?? usual);
  const own: unknown = at(target?.value, ['profile']) ?? 'tcsas';
  const { profile, problems } = await profileOfApp(String(own), into);
  if (profile) return profile;
  if (problems.length > 0) throw new ConfigError(problems);
  return findProfile(String(own));
};

/** An app file has no list for the pages of a web-view: no request of the mini program goes there. */
const unheld = ({ entries }: DomainsRead): readonly Problem[] => {
  const pages = entries.filter(({ list }) => list === 'webview');
  const [first] = pages;
  if (!first) return [];
  const message = `an app file has no list for the pages of a web-view: ${pages.map(({ value }) => value).join(', ')} left out`;
  return [{ ...first.place, path: '', rule: null, message }];
};

/** Of lists that the format does not know it says nothing, not that they are empty. */
const heldBy = ({ format }: DomainsRead): readonly ListName[] =>
  format === null || format === 'app' ? appLists : domainFormats[format].holds;

const write = async (file: string, lists: DomainLists, held: readonly ListName[]): Promise<void> => {
  const before = await readText(file);
  const after = replaceDomains(before, lists, held);
  const { problems } = await checkApp(parseDocument(file, after));
  if (problems.length > 0) throw new ConfigError(problems);
  if (after !== before) await writeFile(file, after);
};
