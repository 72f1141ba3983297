import { resolve } from 'node:path';
import type { Document } from '../config/document.ts';
import { fileKind } from '../config/file-kind.ts';
import { readConfig } from '../config/load.ts';
import { checkApp } from '../config/load-app.ts';
import { checkProfile } from '../config/load-profile.ts';
import { readDocument } from '../config/read-document.ts';
import type { Problem } from '../errors.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';
import { problemLines } from './problem-lines.ts';
import { shorten } from './shorten.ts';

interface Report {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Checks a file of either kind and prints what is wrong with it. */
export const validate = async (file: string | undefined, isJson: boolean): Promise<void> => {
  const main = resolve(file ?? 'config/mpgate.json');
  const { problems, warnings } = await reportOf(await readDocument(main));
  const named = (problem: Problem): Problem => ({
    file: file !== undefined && problem.file === main ? file : shorten(problem.file),
    line: problem.line,
    column: problem.column,
    path: problem.path,
    rule: problem.rule,
    message: problem.message,
  });
  const report = { problems: problems.map(named), warnings: warnings.map(named) };
  const ok = problems.length === 0;
  process.exitCode = ok ? 0 : 2;
  if (isJson) printJson({ version: 1, ok, ...report });
  else print(text(file ?? shorten(main), report));
};

const reportOf = (document: Document): Promise<Report> | Report => {
  if (document.value === undefined) return { problems: document.problems, warnings: [] };
  switch (fileKind(document.value)) {
    case 'app':
      return checkApp(document);
    case 'profile':
      return { problems: checkProfile(document).problems, warnings: [] };
    case 'gate':
      return readConfig({ file: document.file, env: process.env });
  }
};

const text = (file: string, { problems, warnings }: Report): string => {
  const colours = palette(process.stdout);
  const found = [
    ...(problems.length > 0 ? [problemLines(problems, 'problem')] : []),
    ...(warnings.length > 0 ? [problemLines(warnings, 'warning')] : []),
  ];
  return [...found, ...(problems.length > 0 ? [] : [`${colours.green('✓')} ${file} can be used`])].join('\n');
};
