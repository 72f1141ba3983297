import { describe, expect, it } from 'vitest';
import { createRuleIndex } from '../../src/events/rule-index.ts';
import { addFile, addFlow, createSheet, rowsOf, sumSheets } from '../../src/events/sheet.ts';
import { began, completed, flowOf, judged, refused, violation } from './made.ts';

const rules = [
  { id: 'live', title: 'Live', checks: { config: 1, tunnel: 1 } },
  { id: 'file', title: 'File', checks: { config: 1 } },
];

describe('a sheet', () => {
  it('counts flows by outcome and rule, and sums with another', () => {
    const index = createRuleIndex(rules);
    const [one, two] = [createSheet(), createSheet()];
    addFlow(one, flowOf(began('a'), judged('a', 'tunnel', ['live']), completed('a')), index);
    addFlow(two, flowOf(began('b', { at: 5 }), refused('b', violation('live'))), index);
    addFlow(two, flowOf(began('c')), index);
    const sum = sumSheets([one, two]);
    expect(sum).toMatchObject({ flows: 3, ended: { completed: 1, refused: 1, failed: 0, aborted: 0 } });
    expect(rowsOf(sum, index)[0]).toMatchObject({
      state: 'fail',
      passed: 1,
      failed: 1,
      warned: 0,
      example: { flow: 'b' },
    });
    expect(rowsOf(one, index)[0]).toMatchObject({ state: 'pass', passed: 1, example: null });
  });

  it('shows the gravest example, and the earliest of those', () => {
    const index = createRuleIndex(rules);
    const sheet = createSheet();
    const warning = violation('live', { effect: 'warn' });
    addFlow(sheet, flowOf(began('warned', { at: 1 }), judged('warned', 'tunnel', [], [warning])), index);
    addFlow(sheet, flowOf(began('late', { at: 9 }), refused('late', violation('live'))), index);
    addFlow(sheet, flowOf(began('early', { at: 4 }), refused('early', violation('live'))), index);
    expect(rowsOf(sheet, index)[0]?.example?.flow).toBe('early');
  });

  it('says why the first flow that could not be checked could not', () => {
    const index = createRuleIndex(rules);
    const [one, two] = [createSheet(), createSheet()];
    addFlow(one, flowOf(began('a'), completed('a', 0, 'bypassed')), index);
    addFlow(two, flowOf(began('b'), judged('b', 'tunnel', [], [], [{ rule: 'live', reason: 'gzip' }])), index);
    expect(rowsOf(sumSheets([one, two]), index)[0]).toMatchObject({ notCheckable: 2, reason: 'bypassed' });
    expect(rowsOf(two, index)[0]).toMatchObject({ state: 'not-checkable', passed: 0, reason: 'gzip' });
  });

  it('counts a file: passes only where no traffic is asked about, violations always', () => {
    const index = createRuleIndex(rules);
    const sheet = createSheet();
    addFile(sheet, { outcome: 'pass', passed: ['live', 'file'], violations: [] }, index);
    expect(rowsOf(sheet, index).map(({ state }) => state)).toEqual(['not-seen', 'pass']);
    const warning = violation('live', { effect: 'warn' });
    addFile(sheet, { outcome: 'pass', passed: [], violations: [warning] }, index);
    expect(rowsOf(sheet, index)[0]).toMatchObject({ state: 'warn', example: { flow: null } });
  });
});
