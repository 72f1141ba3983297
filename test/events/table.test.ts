import { describe, expect, it } from 'vitest';
import type { Report, RuleRow } from '../../src/events/report.ts';
import { reportTable } from '../../src/events/table.ts';

const example = {
  flow: 'f1',
  at: 1,
  effect: 'error',
  errMsg: 'request:fail',
  message: 'b.shop.test is not in the request domain list of wx0123456789abcdef, and this sentence goes on for a while',
  fix: 'Mini Program Console > Settings > Development Settings > Server Domain Name',
} as const;

const row = (rule: string, state: RuleRow['state'], changes: Partial<RuleRow> = {}): RuleRow => ({
  rule,
  title: rule,
  state,
  passed: 0,
  failed: 0,
  warned: 0,
  notCheckable: 0,
  reason: null,
  docs: `docs/rules/${rule}.md`,
  example: null,
  ...changes,
});

const report = (changes: Partial<Report> = {}): Report => ({
  version: 1,
  verdict: 'fail',
  flows: { seen: 5, open: 0, completed: 3, refused: 1, failed: 1, aborted: 0, lost: 0 },
  skipped: 0,
  findings: [],
  findingsLost: 0,
  rules: [
    row('method', 'pass', { passed: 3 }),
    row('udp-destination', 'not-seen'),
    row('domain-allowlist', 'fail', { passed: 3, failed: 1, example }),
    row('port-explicit-443', 'not-checkable', { notCheckable: 2, reason: 'bypassed: on the list' }),
    row('referer', 'warn', { warned: 2, example: { ...example, effect: 'warn', message: 'replaced', flow: null } }),
  ],
  clients: [],
  ...changes,
});

const shown = (changes: Partial<Report> = {}, columns = 100): string =>
  reportTable(report(changes), { columns, colour: false });

describe('the table of a session', () => {
  it('shows failures first, with the message and the way out, and what was not seen last', () => {
    expect(shown()).toBe(`\
  rule                                  pass    fail    warn  not checkable
✗ domain-allowlist   fail                  3       1       ·              ·
    b.shop.test is not in the request domain list of wx0123456789abcdef, and this sentence goes on
    for a while (flow f1)
    fix: Mini Program Console > Settings > Development Settings > Server Domain Name
    more: docs/rules/domain-allowlist.md
! referer            warn                  ·       ·       2              ·
    replaced (in the app file)
    fix: Mini Program Console > Settings > Development Settings > Server Domain Name
    more: docs/rules/referer.md
? port-explicit-443  not checkable         ·       ·       ·              2
    bypassed: on the list
✓ method             pass                  3       ·       ·              ·
- udp-destination    not seen              ·       ·       ·              ·

5 flows: 3 completed, 1 refused, 1 failed, 0 aborted, 0 open.
FAIL: 1 fail, 1 warn, 1 not checkable, 1 pass, 1 not seen.
`);
  });

  it('never counts what was not seen as a pass', () => {
    const rules = [row('a', 'not-seen'), row('b', 'not-checkable')];
    const nothing = { ...report().flows, seen: 0 };
    expect(shown({ verdict: 'pass', rules: [], flows: nothing })).toContain('NOTHING SEEN: ');
    expect(shown({ verdict: 'pass', rules })).toContain('PASS: 0 fail, 0 warn, 1 not checkable, 0 pass, 1 not seen.');
  });

  it('says loudly what skipVerification hid, and what could not be followed', () => {
    const { flows } = report();
    const text = shown({ skipped: 4, flows: { ...flows, lost: 2 } });
    expect(text).toContain('skipVerification was on: without it 4 of these flows would have failed on a real device.');
    expect(text).toContain('2 flows could not be followed');
    expect(shown()).not.toContain('skipVerification');
  });

  it.each([
    [40, 80],
    [80, 80],
    [90, 90],
    [300, 100],
  ])('on %i columns keeps to %i', (columns, width) => {
    const long = row('a-rule-of-twenty-chars', 'fail', { example: { ...example, message: 'word '.repeat(80) } });
    const url = row('b', 'fail', { example: { ...example, message: `https://a.test/${'x'.repeat(300)}` } });
    const longest = Math.max(
      ...shown({ rules: [long, url] }, columns)
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThanOrEqual(width);
  });

  it('is coloured where colour is wanted, and free of what a terminal would obey', () => {
    expect(reportTable(report(), { columns: 100, colour: true })).toContain('\u001b[31m✗ domain-allowlist');
    const evil = row('r', 'fail', { example: { ...example, message: 'a\u001b[2J\nb' } });
    expect(shown({ rules: [evil] })).toContain('a\\u001b[2J\\u000ab');
  });

  it('stands for a session with no rules and no flows', () => {
    const none = { seen: 1, open: 0, completed: 1, refused: 0, failed: 0, aborted: 0, lost: 0 };
    expect(shown({ rules: [], flows: none, verdict: 'pass' })).toContain('1 flow: 1 completed');
  });
});
