import { expect, it } from 'vitest';
import { junit } from '../../src/reports/junit.ts';
import { violation } from '../events/made.ts';
import { junitFaults } from '../support/junit-schema.ts';
import { itNeeds } from '../support/needs.ts';
import { app, material, session } from './made.ts';

/** Elements that begin and do not end, and the other way round. */
const unbalanced = (xml: string): readonly string[] => {
  const open: string[] = [];
  for (const [, close, name = '', self] of xml
    .replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
    .matchAll(/<(\/?)([\w-]+)[^<>]*?(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!self) open.push(name);
  }
  return open;
};

it('has a suite for each app and device, and one for the rest; counts that add up', () => {
  const xml = junit(material());
  expect(unbalanced(xml)).toEqual([]);
  expect([...xml.matchAll(/<testsuite name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
    'wx0123456789abcdef on 127.0.0.1',
    'wx0123456789abcdef on 10.0.0.2',
    'app files, and rules that no traffic met',
  ]);
  const [, tests, failures] = /<testsuites name="mpgate" tests="(\d+)" failures="(\d+)" errors="0">/.exec(xml) ?? [];
  expect(Number(tests)).toBe([...xml.matchAll(/<testcase /g)].length);
  expect(Number(failures)).toBe([...xml.matchAll(/<failure /g)].length);
  const skipped = [...xml.matchAll(/<testsuite [^>]*skipped="(\d+)"/g)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  expect(skipped).toBe([...xml.matchAll(/<skipped\/>/g)].length);
  expect(failures).toBe('1');
});

itNeeds('xmllint')('is what the public schema says, whatever clients and app files are called', () => {
  const odd = '<a href="x">&amp;]]>\u0000\u0008\u001b[2J\uFFFE\ud800\r\n';
  const rows = material().report;
  const clients = rows.clients.map((client) => ({ ...client, appid: odd, device: odd }));
  const rules = rows.rules.map((row) => ({
    ...row,
    state: 'fail' as const,
    example: { effect: 'error' as const, errMsg: odd, message: odd, fix: odd, flow: odd, at: 0 },
  }));
  for (const report of [rows, { ...rows, clients }, { ...rows, rules }, { ...rows, clients: [], rules: [] }]) {
    expect(junitFaults(junit({ report }))).toBe('');
  }
  expect(junitFaults('<testsuites><testcase name="x"/></testsuites>')).toContain('Schemas validity error');
});

it('a failure has the client’s errMsg and the way out; a warning fails nothing; what was not seen is skipped', () => {
  const xml = junit(material());
  expect(xml).toMatch(
    /<testcase name="domain-allowlist" classname="wx0123456789abcdef on 10-0-0-2">\s*<failure message="[^"]*" type="request:fail url not in domain list">/,
  );
  expect(xml).toContain('fix: mend domain-allowlist');
  expect(xml).toMatch(
    /<testcase name="port-exact" classname="[^"]+">\s*<system-out><!\[CDATA\[warning: port-exact was broken/,
  );
  expect(xml).toMatch(/<testcase name="icp-licensed" classname="app files">\s*<skipped\/>/);
});

it('no client gets markup or control characters in', () => {
  const xml = junit(material());
  expect(xml).not.toContain('\u001b');
  expect(xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')).not.toContain('<script>');
  expect(xml).toContain('&lt;script');
});

it('what was found in an app file is there without traffic', () => {
  const verdict = { outcome: 'pass', violations: [violation('icp-licensed', { effect: 'warn' })], passed: [] } as const;
  const { apps, report } = material(null, []);
  expect(apps).toEqual([]);
  const row = report.rules.map((one) =>
    one.rule === 'icp-licensed'
      ? { ...one, state: 'fail' as const, example: { ...verdict.violations[0], flow: null, at: 0 } }
      : one,
  );
  expect(junit({ report: { ...report, rules: row } })).toMatch(
    /name="icp-licensed" classname="app files">\s*<failure message="icp-licensed was broken \(in the app file\)"/,
  );
  expect(session(app()).apps).toHaveLength(1);
});
