import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Problem } from '../errors.ts';
import { dotted, type Path } from './path.ts';

/** Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A JSONC text (comments and trailing commas allowed), read, with the place of each of its values. */
export interface Document {
  readonly file: string;
  /** undefined: the text cannot be read as JSONC. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The place of a value, or of the nearest object around a value that is not there. */
  readonly locate: (path: Path) => Place;
  readonly has: (path: Path) => boolean;
  /** The place of a key. */
  readonly locateKey: (path: Path) => Place;
}

/** `file` is the name for messages; nothing is read from it. */
export const parseDocument = (file: string, source: string): Document => {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const place = placer(file, text);
  const node = (path: Path): Node | undefined => (tree ? findNodeAtLocation(tree, [...path]) : undefined);
  const locate = (path: Path): Place => {
    const found = node(path);
    if (found) return place(found.offset);
    return path.length === 0 ? place(tree?.offset ?? 0) : locate(path.slice(0, -1));
  };
  const syntax = errors.map((error) => ({
    ...place(error.offset),
    path: '',
    rule: null,
    message: syntaxMessage(error),
  }));
  return {
    file,
    value: tree && errors.length === 0 ? getNodeValue(tree) : undefined,
    problems: errors.length > 0 || !tree ? firstOfEachLine(syntax) : unusableKeys(tree, place),
    locate,
    has: (path) => node(path) !== undefined,
    locateKey: (path) => {
      const key = node(path)?.parent?.children?.[0];
      return key ? place(key.offset) : locate(path);
    },
  };
};

const placer = (file: string, text: string) => {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  return (offset: number): Place => {
    const line = lastUpTo(starts, offset);
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
};

/** The index of the last value that is not greater; values rise, and the first one is 0. A text may have a problem a line. */
const lastUpTo = (values: readonly number[], most: number): number => {
  let low = 0;
  let high = values.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= most) low = middle;
    else high = middle;
  }
  return low;
};

const syntaxMessages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is neither a string in double quotes, nor a number, true, false or null',
  InvalidNumberFormat: 'this number is not written as JSON writes numbers',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here, between a key and its value',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'the object that began before is not closed: a } is missing',
  CloseBracketExpected: 'the list that began before is not closed: a ] is missing',
  EndOfFileExpected: 'the file goes on after the end of its value; delete what follows',
  InvalidCommentToken: 'this is no comment; write // or /* … */',
  UnexpectedEndOfComment: 'the comment is not closed: a */ is missing',
  UnexpectedEndOfString: 'the string is not closed: a " is missing',
  UnexpectedEndOfNumber: 'the number is not finished',
  InvalidUnicode: 'a \\u must be followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'this \\ escapes nothing that JSON knows; write \\\\ for the character itself',
  InvalidCharacter: 'a control character stands in the string; write it as \\u and four hexadecimal digits',
};

const syntaxMessage = ({ error }: ParseError): string => {
  const code = printParseErrorCode(error);
  return syntaxMessages[code] ?? code;
};

/** One slip makes the parser stumble several times in the same line; the first is the slip. */
const firstOfEachLine = (problems: readonly Problem[]): readonly Problem[] => {
  const first = new Map<number, Problem>();
  for (const problem of problems) if (!first.has(problem.line)) first.set(problem.line, problem);
  return [...first.values()];
};

/** Keys that JSON takes and that would silently change or lose a value. */
const unusableKeys = (tree: Node, place: (offset: number) => Place): readonly Problem[] => {
  const walk = (node: Node, path: Path): readonly Problem[] => {
    const children = node.children ?? [];
    if (node.type === 'array') return children.flatMap((child, index) => walk(child, [...path, index]));
    if (node.type !== 'object') return [];
    const seen = new Set<string>(['__proto__']);
    return children.flatMap(({ children: [key, value] = [] }) => {
      const name = String(key?.value);
      const here = [...path, name];
      const message =
        name === '__proto__' ? 'this key cannot be used' : `the key "${name}" stands twice in this object; keep one`;
      const twice = seen.has(name) ? [{ ...place(key?.offset ?? 0), path: dotted(here), rule: null, message }] : [];
      seen.add(name);
      return value ? [...twice, ...walk(value, here)] : twice;
    });
  };
  return walk(tree, []);
};
