import { describe, expect, it } from 'vitest';
import { createFindings } from '../../src/events/findings.ts';
import type { FindingRow } from '../../src/events/report.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import { began, completed, flowOf, judged, refused, violation } from './made.ts';

const rules = [
  { id: 'list', title: 'The list', effect: 'error', skippable: true, checks: { tunnel: 1 } },
  { id: 'limit', title: 'The limit', effect: 'error', skippable: false, checks: { admit: 1 } },
  { id: 'hint', title: 'The hint', effect: 'warn', skippable: true, checks: { tunnel: 1 } },
] as const;

const fails = { outcome: 'fails', errMsg: 'request:fail url not in domain list', errno: 600002 } as const;
const goesOn = { outcome: 'allowed', errMsg: null, errno: null } as const;

const refusal = (rule: string, version: string): readonly FlowEvent[] => [
  began('a', { version }),
  judged('a', 'tunnel', [], [violation(rule)]),
  refused('a', violation(rule)),
];
const warning = (rule: string, skipped = false): readonly FlowEvent[] => [
  began('a', { version: '12' }),
  judged('a', 'tunnel', [], [violation(rule, { effect: 'warn', skipped })]),
  completed('a'),
];

const cases: readonly (readonly [string, readonly FlowEvent[], Pick<FindingRow, 'now' | 'release'>])[] = [
  [
    'skipVerification let it go on',
    warning('list', true),
    { now: { outcome: 'allowed', exempt: 'skip-verification' }, release: fails },
  ],
  [
    'the app file made it a warning',
    warning('list'),
    { now: { outcome: 'allowed', exempt: 'effect' }, release: fails },
  ],
  [
    'the rule itself only warns of it',
    [began('a'), judged('a', 'tunnel', [], [violation('list', { effect: 'warn', mild: true })]), completed('a')],
    { now: { outcome: 'allowed', exempt: null }, release: goesOn },
  ],
  ['the rule is a warning', warning('hint'), { now: { outcome: 'allowed', exempt: null }, release: goesOn }],
  ['refused, version 0', refusal('list', '0'), { now: { outcome: 'refused', exempt: 'debug' }, release: fails }],
  ['refused, devtools', refusal('list', 'devtools'), { now: { outcome: 'refused', exempt: 'debug' }, release: fails }],
  ['refused, a release', refusal('list', '12'), { now: { outcome: 'refused', exempt: null }, release: fails }],
  [
    'refused by what no switch covers',
    refusal('limit', '0'),
    { now: { outcome: 'refused', exempt: null }, release: fails },
  ],
  [
    'refused by a rule that is not known',
    refusal('new', '0'),
    { now: { outcome: 'refused', exempt: null }, release: fails },
  ],
];

describe('a finding, now and in the release build', () => {
  it.each(cases)('%s', (_, events, expected) => {
    const findings = createFindings(rules);
    findings.add(flowOf(...events));
    expect(findings.rows([]).rows).toMatchObject([{ ...expected, flows: 1, flow: 'a' }]);
  });

  it('is one row for all flows alike, and those that fail only later stand first', () => {
    const findings = createFindings(rules);
    for (const events of [warning('hint'), refusal('list', '12'), refusal('list', '12'), warning('list', true)]) {
      findings.add(flowOf(...events));
    }
    const order = findings.rows([]).rows.map(({ rule, now, flows }) => [rule, now.outcome, flows]);
    expect(order).toEqual([
      ['list', 'allowed', 1],
      ['list', 'refused', 2],
      ['hint', 'allowed', 1],
    ]);
  });

  it('counts open flows for the one answer alone, and no flow that is well', () => {
    const findings = createFindings(rules);
    findings.add(flowOf(began('w'), judged('w', 'tunnel', ['list']), completed('w')));
    findings.add(flowOf(...warning('hint')));
    const open = flowOf(
      began('o', { version: '12' }),
      judged('o', 'tunnel', [], [violation('hint', { effect: 'warn' })]),
    );
    expect(findings.rows([open]).rows.map(({ flows }) => flows)).toEqual([2]);
    expect(findings.rows([]).rows.map(({ flows }) => flows)).toEqual([1]);
  });

  it('keeps to its limit and says how many found no row', () => {
    const findings = createFindings(rules, 2);
    for (let n = 0; n < 5; n += 1) findings.add(flowOf(...refusal(`r${n}`, '12')));
    const { rows, lost } = findings.rows([]);
    expect([rows.length, lost]).toEqual([2, 3]);
  });
});
