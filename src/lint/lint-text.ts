import type { Basis } from './basis.ts';
import { complain } from './complain.ts';
import { findUrl } from './find-url.ts';
import { judgeUrl } from './judge-url.ts';
import type { Complaint, LintFinding } from './lint-finding.ts';
import type { Literal, Reading } from './literal.ts';
import { placesOf } from './places.ts';
import { readMarkup } from './read-markup.ts';
import { readScript } from './read-script.ts';
import { secretParameter } from './secret-parameter.ts';

type Reader = (text: string) => Reading;

const withJsx: Reader = (text) => readScript(text, true);
/** In TypeScript without JSX `<T>value` is a cast; in JSON there is neither. */
const withoutJsx: Reader = (text) => readScript(text, false);

/** What is read, and how. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['js', withJsx],
  ['mjs', withJsx],
  ['cjs', withJsx],
  ['jsx', withJsx],
  ['tsx', withJsx],
  ['wxs', withJsx],
  ['qs', withJsx],
  ['sjs', withJsx],
  ['ts', withoutJsx],
  ['json', withoutJsx],
  ['wxml', readMarkup],
  ['qml', readMarkup],
  ['swan', readMarkup],
  ['ttml', readMarkup],
  ['axml', readMarkup],
  ['vue', readMarkup],
]);

/** Files of tools, and types, which are in no package that a phone gets. */
const NOT_SHIPPED =
  /(?:^|\/)(?:package(?:-lock)?|npm-shrinkwrap|[tj]sconfig[^/]*|project(?:\.private)?\.config|project\.swan|mini\.project)\.json$|\.d\.[cm]?ts$|\.schema\.json$/;

const readerOf = (file: string): Reader | undefined =>
  NOT_SHIPPED.test(file) ? undefined : readers.get(/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '');

/** Whether a file, by its path with `/`, is a source that a phone gets. */
export const isSource = (file: string): boolean => readerOf(file) !== undefined;

/** What the rules say of one source, in the order of its text. Pure. */
export const lintText = (file: string, text: string, basis: Basis): readonly LintFinding[] => {
  const { literals, secrets } = readerOf(file)?.(text) ?? { literals: [], secrets: [] };
  const said = [
    ...literals.flatMap((literal) => urlComplaints(literal, basis)),
    ...literals.flatMap((literal) => parameterComplaints(literal, basis)),
    ...secrets.flatMap((offset) => at(offset, complain('forbidden-domain', SECRET, basis.policy))),
  ];
  const places = placesOf(text);
  return said
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, complaint }) => ({ file, ...places(offset), ...complaint }));
};

const SECRET = 'A secret stands in the client: whoever has the package can read it.';
const PARAMETER = 'A secret is sent by the client: whoever has the phone can read it.';

const at = (offset: number, complaints: readonly Complaint[]) => complaints.map((complaint) => ({ offset, complaint }));

const urlComplaints = (literal: Literal, basis: Basis) => {
  const query = findUrl(literal);
  const margin = literal.text.length - literal.text.trimStart().length;
  return query ? at(literal.offset + margin, judgeUrl(query, literal.place, basis)) : [];
};

/** A value written down is a secret for certain; one put in at run time is one by its name only. */
const parameterComplaints = (literal: Literal, { policy }: Basis) => {
  const found = secretParameter(literal);
  if (!found) return [];
  const said = complain('forbidden-domain', found.isWritten ? SECRET : PARAMETER, policy);
  return at(
    literal.offset + found.index,
    found.isWritten ? said : said.map((one) => ({ ...one, effect: 'warn' as const })),
  );
};
