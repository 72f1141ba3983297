import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- bench: begin -->';
const END = '<!-- bench: end -->';

/** Replaces what stands between the markers of a page. Throws an Error if they are not there. */
export const replaceOnPage = (file, text) => {
  const page = readFileSync(file, 'utf8');
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${file} has no lines "${BEGIN}" and "${END}"`);
  writeFileSync(file, `${page.slice(0, begin + BEGIN.length)}\n\n${text}\n${page.slice(end)}`);
};
