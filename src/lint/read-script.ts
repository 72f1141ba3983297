import { cooked } from './cooked.ts';
import type { Literal, Reading } from './literal.ts';
import { namesSecret } from './names-secret.ts';
import { type ScriptToken, scriptTokens } from './script-tokens.ts';

const STRINGS = new Set(['StringLiteral', 'JSXString', 'NoSubstitutionTemplate']);

/** The literals of JavaScript, TypeScript or JSON; comments and regular expressions are none. `base`: where the text begins. */
export const readScript = (text: string, hasJsx: boolean, base = 0): Reading => {
  const tokens = scriptTokens(text, hasJsx);
  const rests = restsOf(tokens);
  const literals = tokens.flatMap((token, index): readonly Literal[] => {
    const { type, inside, offset } = token;
    if (!STRINGS.has(type) && type !== 'TemplateHead') return [];
    if (isSchemaName(tokens, index)) return [];
    const isJoined = isPunctuator(tokens[index + 1], '+');
    const rest = rests.get(token) ?? (isJoined ? '' : null);
    return [{ text: type === 'JSXString' ? inside : cooked(inside), offset: base + offset + 1, rest, place: 'code' }];
  });
  const secrets = tokens.flatMap((_, index) => secretAt(tokens, index).map((offset) => base + offset));
  return { literals, secrets };
};

const isPunctuator = (token: ScriptToken | undefined, ...values: readonly string[]): boolean =>
  token?.type === 'Punctuator' && values.includes(token.value);

/** The names of schemas look like URLs and are none. */
const isSchemaName = (tokens: readonly ScriptToken[], index: number): boolean =>
  isPunctuator(tokens[index - 1], ':') && /^\$(schema|id)$/.test(tokens[index - 2]?.inside ?? '');

/** For each template with parts put in: the text after the first of them. */
const restsOf = (tokens: readonly ScriptToken[]): ReadonlyMap<ScriptToken, string> => {
  const rests = new Map<ScriptToken, string>();
  const open: ScriptToken[] = [];
  for (const token of tokens) {
    if (token.type === 'TemplateHead') {
      open.push(token);
      rests.set(token, '');
    }
    if (token.type !== 'TemplateMiddle' && token.type !== 'TemplateTail') continue;
    // After the first continuation the head has its rest: a tail's own stand-in takes its place on the stack.
    const head = open.pop();
    if (head?.type === 'TemplateHead') rests.set(head, cooked(token.inside));
    if (token.type === 'TemplateMiddle') open.push(token);
  }
  return rests;
};

/** `appSecret: '…'`, `secret = '…'`, `['secret'] = '…'`, `secret: string = '…'`. */
const secretAt = (tokens: readonly ScriptToken[], index: number): readonly number[] => {
  const name = tokens[index];
  if (!name || !/secret/i.test(name.value) || name.value.length > 40) return [];
  const value = valueAfter(tokens, index + 1);
  if (!value || !STRINGS.has(value.type)) return [];
  return namesSecret(name.inside || name.value, cooked(value.inside)) ? [value.offset + 1] : [];
};

const valueAfter = (tokens: readonly ScriptToken[], index: number): ScriptToken | undefined => {
  const from = isPunctuator(tokens[index], '?', '!', ']') ? index + 1 : index;
  const [sign, first, second, third] = tokens.slice(from, from + 4);
  if (!isPunctuator(sign, ':', '=')) return undefined;
  return isPunctuator(sign, ':') && first?.type === 'IdentifierName' && isPunctuator(second, '=') ? third : first;
};
