import type { Problem } from '../errors.ts';

/** File by file, in the order in which the files came up, and from top to bottom. */
export const sortProblems = (problems: readonly Problem[]): readonly Problem[] => {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
};
