import jsTokens from 'js-tokens';

/** A token of a script that is neither white space nor a comment. */
export interface ScriptToken {
  /** As js-tokens names it: `StringLiteral`, `Punctuator` … */
  readonly type: string;
  readonly value: string;
  readonly offset: number;
  /** The inside of a string or template, quotes and `${` taken off; empty: no literal. */
  readonly inside: string;
}

const idle = new Set([
  'WhiteSpace',
  'LineTerminatorSequence',
  'MultiLineComment',
  'SingleLineComment',
  'HashbangComment',
]);

/** What each literal ends with when it is closed. */
const ends: Readonly<Record<string, RegExp>> = {
  StringLiteral: /["']$/,
  JSXString: /["']$/,
  NoSubstitutionTemplate: /`$/,
  TemplateHead: /\$\{$/,
  TemplateMiddle: /\$\{$/,
  TemplateTail: /`$/,
};

/** The tokens of JavaScript, TypeScript or JSON. Takes any text, also one that no parser takes, in linear time. */
export const scriptTokens = (text: string, hasJsx: boolean): readonly ScriptToken[] => {
  const tokens: ScriptToken[] = [];
  let offset = 0;
  for (const token of hasJsx ? jsTokens(text, { jsx: true }) : jsTokens(text)) {
    const { type, value } = token;
    if (!idle.has(type)) tokens.push({ type, value, offset, inside: insideOf(type, value, isClosed(token)) });
    offset += value.length;
  }
  return tokens;
};

const isClosed = (token: object): boolean => !('closed' in token) || token.closed === true;

const insideOf = (type: string, value: string, closed: boolean): string => {
  const end = ends[type];
  if (!end) return '';
  return closed ? value.slice(1).replace(end, '') : value.slice(1);
};
