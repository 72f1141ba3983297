import { UsageError } from '../errors.ts';
import type { Basis } from './basis.ts';
import { judgeSwitches, judgeTimeouts } from './judge-settings.ts';
import type { LintFinding } from './lint-finding.ts';
import { lintText } from './lint-text.ts';
import { type LeftOut, listFiles } from './list-files.ts';
import type { Settings } from './read-settings.ts';
import { readSource } from './read-source.ts';

export interface LintReport {
  /** By file, then by place. */
  readonly findings: readonly LintFinding[];
  /** The rules that were not asked, and what was missing for them. */
  readonly notChecked: readonly { readonly rules: readonly string[]; readonly reason: string }[];
  readonly leftOut: readonly LeftOut[];
  /** How many files were read. */
  readonly files: number;
}

const NO_LISTS = {
  rules: ['domain-allowlist', 'domain-per-api', 'port-exact'],
  reason: 'no app file (--app) gives the domain lists',
};
const NO_APP = { rules: ['timeout'], reason: 'there is no app.json or game.json' };

/**
 * Reads the sources of a mini program and says what the rules make of them and of its settings. `root`: absolute, links
 * resolved; `isOther` tells files that are none of its sources. Throws UsageError if there is nothing to read, ConfigError
 * if something cannot be read.
 */
export const lintProject = async (
  root: string,
  settings: Settings,
  basis: Basis,
  isOther: (file: string) => boolean,
): Promise<LintReport> => {
  const { projects, apps, serverFolders } = settings;
  const { files, leftOut } = await listFiles(root, serverFolders);
  const sources = files.filter((file) => !isOther(file));
  if (sources.length + projects.length === 0) throw new UsageError(`there is no source of a mini program in ${root}`);
  const findings: (readonly LintFinding[])[] = [
    ...projects.map((document) => judgeSwitches(document, basis)),
    ...apps.map((document) => judgeTimeouts(document, basis)),
  ];
  // One after the other, so that one text at a time is held.
  for (const file of sources) findings.push(lintText(file, await readSource(root, file), basis));
  return {
    findings: findings.flat().toSorted(byPlace),
    notChecked: [...(basis.hasLists ? [] : [NO_LISTS]), ...(apps.length > 0 ? [] : [NO_APP])],
    leftOut,
    files: sources.length + projects.length,
  };
};

const byPlace = (one: LintFinding, other: LintFinding): number => {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
};
