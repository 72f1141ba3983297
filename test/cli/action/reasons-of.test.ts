import { expect, it } from 'vitest';
import { type Circumstances, reasonsOf } from '../../../src/cli/action/reasons-of.ts';
import { material } from '../../reports/made.ts';

const { report: failing } = material();
const warned = { ...failing, verdict: 'pass' as const };
const { report: empty } = material(null, []);
const well: Circumstances = { failOn: 'error', expectTraffic: false, wasOpen: true, broken: [] };

it.each([
  ['all is well', warned, well, 0, []],
  ['an error', failing, well, 1, ['a rule of effect "error" was violated']],
  ['warnings that count', warned, { ...well, failOn: 'warn' }, 1, [expect.stringContaining('rules of effect "warn"')]],
  ['a gate that ended', warned, { ...well, wasOpen: false }, 3, [expect.stringContaining('the gate ended before')]],
  ['a report that is not whole', warned, { ...well, broken: ['x is not whole'] }, 3, ['x is not whole']],
  ['traffic, as expected', warned, { ...well, expectTraffic: true }, 0, []],
  ['no traffic, and none expected', empty, well, 0, []],
  ['no traffic', empty, { ...well, expectTraffic: true }, 4, ['nothing passed the gate']],
  [
    'all at once: the gravest first',
    failing,
    { ...well, wasOpen: false, broken: ['x', 'y'] },
    1,
    Array(4).fill(expect.any(String)),
  ],
] as const)('%s', (_, report, circumstances, exitCode, reasons) => {
  expect(reasonsOf(report, circumstances)).toEqual({ exitCode, reasons });
});
