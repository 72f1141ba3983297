import { expect, it } from 'vitest';
import { scriptTokens } from '../../src/lint/script-tokens.ts';

it('comments and white space are no tokens, and quotes are not inside', () => {
  expect(scriptTokens("a /* b */ = 'c' // d\n", false)).toEqual([
    { type: 'IdentifierName', value: 'a', offset: 0, inside: '' },
    { type: 'Punctuator', value: '=', offset: 10, inside: '' },
    { type: 'StringLiteral', value: "'c'", offset: 12, inside: 'c' },
  ]);
});

it.each([
  ["'a'", ['a']],
  ["'a\\'", ["a\\'"]],
  ['`a`', ['a']],
  ['`a', ['a']],
  [`\`a\${b}c\${d}e\``, ['a', '', 'c', '', 'e']],
  ['/"a"/', ['']],
])('%s has inside %j', (text, insides) => {
  expect(scriptTokens(text, true).map(({ inside }) => inside)).toEqual(insides);
});
