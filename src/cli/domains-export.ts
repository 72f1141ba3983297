import { parseDocument } from '../config/document.ts';
import type { FormatName } from '../config/domain-formats/domain-format.ts';
import { appLists, type Entry, toLists } from '../config/domain-formats/domain-lists.ts';
import { entryMistakes } from '../config/domain-formats/entry-mistakes.ts';
import { domainFormats } from '../config/domain-formats/index.ts';
import { readDomains } from '../config/domain-formats/read-domains.ts';
import { checkApp } from '../config/load-app.ts';
import { ConfigError, type Problem } from '../errors.ts';
import { printJson, tell } from './print.ts';
import { problemLines } from './problem-lines.ts';
import { readText } from './read-text.ts';

interface Options {
  readonly app: string;
  readonly format: FormatName;
  readonly json: boolean;
}

/** Prints an app's lists in a format. What the format cannot hold is said on stderr. */
export const exportDomains = async ({ app, format, json }: Options): Promise<void> => {
  const text = await readText(app);
  const { problems } = await checkApp(parseDocument(app, text));
  if (problems.length > 0) throw new ConfigError(problems);
  const { entries } = readDomains(app, hasDomains(text) ? text : '{"domains":{}}', null);
  const slips = [...entryMistakes(entries).values()];
  if (slips.length > 0) throw new ConfigError(slips);
  const content = domainFormats[format].write(toLists(entries));
  const warnings = leftOut(entries, format);
  if (json) printJson({ version: 1, format, content, warnings });
  else process.stdout.write(content);
  if (!json && warnings.length > 0) tell(problemLines(warnings, 'warning'));
};

/** An app file may leave its lists out: they are empty then. */
const hasDomains = (text: string): boolean => {
  const { value } = parseDocument('', text);
  return typeof value === 'object' && value !== null && 'domains' in value;
};

const leftOut = (entries: readonly Entry[], format: FormatName): readonly Problem[] =>
  appLists.flatMap((list) => {
    const those = entries.filter((entry) => entry.list === list);
    const [first] = those;
    if (!first || domainFormats[format].holds.includes(list)) return [];
    const message = `the format ${format} has no list for ${list}; left out: ${those.map(({ value }) => value).join(', ')}`;
    return [{ ...first.place, path: `domains.${list}`, rule: null, message }];
  });
