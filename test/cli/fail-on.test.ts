import { expect, it } from 'vitest';
import { failureOf, leastFailing } from '../../src/cli/fail-on.ts';
import { UsageError } from '../../src/errors.ts';
import { material } from '../reports/made.ts';

it.each([
  ['nothing said', undefined, undefined, 'error'],
  ['the variable', undefined, 'warn', 'warn'],
  ['an empty variable', undefined, '', 'error'],
  ['the flag before the variable', 'error', 'warn', 'error'],
  ['the flag before a variable that is wrong', 'warn', 'never', 'warn'],
] as const)('%s', (_, asked, MPGATE_FAIL_ON, least) => {
  expect(leastFailing({ 'fail-on': asked }, { MPGATE_FAIL_ON })).toBe(least);
});

it('a variable that is neither is wrong usage', () => {
  expect(() => leastFailing({ 'fail-on': undefined }, { MPGATE_FAIL_ON: 'never' })).toThrow(
    new UsageError('MPGATE_FAIL_ON takes error or warn, not "never"'),
  );
});

const { report } = material();
const warned = report.rules.filter(({ state }) => state === 'warn');
const met = report.rules.filter(({ state }) => state !== 'warn');

it.each([
  ['an error', { verdict: 'fail', rules: report.rules }, 'by-verdict', 'by-verdict'],
  ['warnings alone', { verdict: 'pass', rules: warned }, null, 'by-warnings'],
  ['neither', { verdict: 'pass', rules: met }, null, null],
] as const)('%s', (_, session, onError, onWarn) => {
  expect(warned.length).toBeGreaterThan(0);
  expect([failureOf(session, 'error'), failureOf(session, 'warn')]).toEqual([onError, onWarn]);
});
