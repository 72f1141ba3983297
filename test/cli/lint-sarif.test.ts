import { expect, it } from 'vitest';
import { lintSarif } from '../../src/cli/lint-sarif.ts';
import { sarifFaults } from '../support/sarif-schema.ts';

const base = { dir: 'mini', profile: 'tcsas', appid: null, files: 1, notChecked: [], leftOut: [], findings: [] };
const finding = { line: 2, column: 3, message: 'Said', fix: 'Do.', source: 'S0:1' } as const;

it('has a result for each finding, with its rule and its file from the folder', () => {
  const { version, runs } = lintSarif(
    {
      ...base,
      findings: [
        { ...finding, rule: 'timeout', effect: 'error', file: 'a b/ü#.js' },
        { ...finding, rule: 'skip-verification', effect: 'warn', file: 'project.config.json' },
        { ...finding, rule: 'timeout', effect: 'warn', file: 'app.json' },
      ],
    },
    '1.2.3',
  );
  const [run] = runs;
  expect([version, runs.length, run?.tool.driver.name, run?.tool.driver.version]).toEqual([
    '2.1.0',
    1,
    'mpgate',
    '1.2.3',
  ]);
  expect(run?.tool.driver.rules.map(({ id, defaultConfiguration: { level } }) => [id, level])).toEqual([
    ['timeout', 'error'],
    ['skip-verification', 'warning'],
  ]);
  expect(run?.results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
    ['timeout', 0, 'error'],
    ['skip-verification', 1, 'warning'],
    ['timeout', 0, 'warning'],
  ]);
  expect(run?.results[0]).toMatchObject({
    message: { text: 'Said. Do. (S0:1)' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'a%20b/%C3%BC%23.js', uriBaseId: 'PROJECT' },
          region: { startLine: 2, startColumn: 3 },
        },
      },
    ],
  });
});

it('is what the public schema says, with findings and without', () => {
  const rules = ['timeout', 'no-such-rule'] as const;
  const findings = rules.map((rule) => ({ ...finding, rule, effect: 'warn' as const, file: 'pages/a b/ü#?%[x].js' }));
  const notChecked = [{ rules: ['timeout'], reason: 'no file' }];
  const leftOut = [{ file: 'big.js', reason: 'too big' }];
  expect(sarifFaults(lintSarif({ ...base, findings, notChecked, leftOut }, '1.2.3'))).toEqual([]);
  expect(sarifFaults(lintSarif(base, '1.2.3'))).toEqual([]);
});

it('says what was not checked and what was left out', () => {
  const [run] = lintSarif(
    {
      ...base,
      notChecked: [{ rules: ['timeout'], reason: 'no file' }],
      leftOut: [{ file: 'big.js', reason: 'too big' }],
    },
    '1.2.3',
  ).runs;
  expect(run?.invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        { level: 'note', message: { text: 'not checked: timeout: no file' } },
        { level: 'note', message: { text: 'left out: big.js: too big' } },
      ],
    },
  ]);
});
