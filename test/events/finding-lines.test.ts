import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import { findingLines, nowText, releaseText } from '../../src/events/finding-lines.ts';
import type { FindingRow } from '../../src/events/report.ts';

const row = (changes: Partial<FindingRow> = {}): FindingRow => ({
  rule: 'domain-allowlist',
  appid: 'wx1',
  api: 'request',
  version: '0',
  server: null,
  flows: 3,
  now: { outcome: 'allowed', exempt: 'skip-verification' },
  release: { outcome: 'fails', errMsg: 'request:fail url not in domain list', errno: 600002 },
  message: 'b.test is not listed',
  fix: 'list it',
  flow: 'f',
  ...changes,
});

const plain = picocolors.createColors(false);

it('shows two columns, within the width', () => {
  expect(findingLines({ findings: [row()], findingsLost: 2 }, 100, plain)).toEqual([
    '  finding              now                                   in the release build',
    '  domain-allowlist ×3  went on: skipVerification is on       fails: request:fail url not in domain',
    '                                                             list (errno 600002)',
    '  and 2 more of further kinds.',
    '',
  ]);
  for (const width of [80, 90, 100]) {
    const lines = findingLines({ findings: [row({ rule: 'x'.repeat(60) })], findingsLost: 0 }, width, plain);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
  }
});

it('says nothing where nothing was found, and obeys no client', () => {
  expect(findingLines({ findings: [], findingsLost: 0 }, 100, plain)).toEqual([]);
  const evil = row({ release: { outcome: 'fails', errMsg: 'a\u001b[2J', errno: null } });
  expect(findingLines({ findings: [evil], findingsLost: 0 }, 100, plain).join()).toContain('a\\u001b[2J');
});

it.each([
  [{ outcome: 'allowed', exempt: 'skip-verification' }, 'went on: skipVerification is on'],
  [{ outcome: 'allowed', exempt: 'effect' }, 'went on: the app file makes it a warning'],
  [{ outcome: 'allowed', exempt: null }, 'went on, with a warning'],
  [{ outcome: 'refused', exempt: null }, 'refused'],
  [{ outcome: 'refused', exempt: 'debug' }, 'refused; with debug on (version 0) a client is exempt'],
] as const)('now %j: %s', (now, text) => {
  expect(nowText(row({ now }))).toBe(text);
});

it.each([
  [{ outcome: 'allowed', errMsg: null, errno: null }, 'goes on'],
  [{ outcome: 'fails', errMsg: 'request:fail', errno: null }, 'fails: request:fail'],
  [{ outcome: 'fails', errMsg: 'request:fail', errno: 5 }, 'fails: request:fail (errno 5)'],
] as const)('release %j: %s', (release, text) => {
  expect(releaseText(row({ release }))).toBe(text);
});
