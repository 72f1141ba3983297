import colors from 'picocolors';
import { expect, it } from 'vitest';
import { lintText } from '../../src/cli/lint-text.ts';

const plain = colors.createColors(false);
const base = { dir: 'mini', profile: 'tcsas', appid: null, files: 2, notChecked: [], leftOut: [], findings: [] };
const finding = { message: 'Said.', fix: 'Do.', source: 'S0:1' } as const;

it('without findings it is one line', () => {
  expect(lintText({ ...base, appid: 'one' }, plain)).toBe('✓ nothing found in 2 files, profile tcsas, lists of one');
});

it('findings by file, the ways out, the gaps, the sum', () => {
  const text = lintText(
    {
      ...base,
      findings: [
        { ...finding, rule: 'timeout', effect: 'error', file: 'app.json', line: 2, column: 13 },
        {
          ...finding,
          rule: 'no-localhost',
          effect: 'warn',
          file: 'b/c.js',
          line: 10,
          column: 3,
          message: 'word '.repeat(20),
        },
        { ...finding, rule: 'no-localhost', effect: 'warn', file: 'b/c.js', line: 11, column: 3 },
      ],
      notChecked: [{ rules: ['port-exact'], reason: 'no lists' }],
      leftOut: [{ file: 'big.js', reason: 'too big' }],
    },
    plain,
  );
  expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
    'mini/app.json',
    '  2:13  error  timeout       Said.',
    '',
    'mini/b/c.js',
    `  10:3  warn   no-localhost  ${'word '.repeat(14).trim()}`,
    `                             ${'word '.repeat(6).trim()}`,
    '  11:3  warn   no-localhost  Said.',
    '',
    'to mend it:',
    '  timeout       Do. (S0:1)',
    '  no-localhost  Do. (S0:1)',
    '',
    'not checked  port-exact: no lists',
    'left out     big.js: too big',
    '✗ 1 error, 2 warnings in 2 files, profile tcsas',
  ]);
});

it('names of files cannot steer a terminal', () => {
  const evil = { ...finding, rule: 'timeout', effect: 'error', file: 'a\u001B[31m.js', line: 1, column: 1 } as const;
  const text = lintText({ ...base, findings: [evil], leftOut: [{ file: 'b\u0007.js', reason: 'x' }] }, plain);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
