import { expect, it } from 'vitest';
import { jobSummary } from '../../../src/cli/action/job-summary.ts';
import { material } from '../../reports/made.ts';

const { report } = material();

it('says why the job fails, then now beside the release build, then the rules, the worst first', () => {
  const summary = jobSummary(report, ['because', 'and since a|b <i>']);
  expect(summary).toMatch(/^## mpgate: failed\n\n- because\n- and since a&#124;b &#60;i&#62;\n\n6 flows: /);
  expect(summary).toContain('| finding | of | now | in the release build | what to do |\n| --- |');
  expect(summary).toMatch(
    /^\| port-exact ×1 \| wx0123456789abcdef, request \| went on: skipVerification is on \| fails: /m,
  );
  const states = [...summary.matchAll(/^\| [\w-]+ \| (❌ fail|⚠️ warn|❔ not checkable|✅ pass) \|/gm)].map(
    ([, state]) => state,
  );
  expect(states.slice(0, 2)).toEqual(['❌ fail', '⚠️ warn']);
  expect(states.slice(2).filter((state) => state !== '✅ pass' && state !== '❔ not checkable')).toEqual([]);
  expect(summary).toContain(` of ${report.rules.length} rules met no traffic: not seen, which is no pass.\n`);
});

it('every table is whole: no client’s text is Markdown, HTML or a line of its own', () => {
  const odd = 'a|b\\|c\n# d\r\n<script>`e` [f](https://g.test) **h** ~i~ &amp; @j\u001b[2J';
  const findings = report.findings.map((row) => ({ ...row, message: odd, fix: odd, appid: odd, api: odd }));
  const lines = jobSummary({ ...report, findings }, []).split('\n');
  const rows = lines.filter((line) => line.startsWith('|'));
  expect(new Set(rows.map((line) => line.split('|').length))).toEqual(new Set([7, 8]));
  const cells = rows.find((line) => line.includes('port-exact ×1')) ?? '';
  expect(cells).not.toMatch(/[<>`[\]*~\\@\p{Cc}]|&(?!#\d+;)/u);
  expect(lines.filter((line) => line.startsWith('# '))).toEqual([]);
});

it('nothing seen is called that, and has no table of findings', () => {
  const { report: empty } = material(null, []);
  const summary = jobSummary(empty, []);
  expect(summary).toMatch(/^## mpgate: nothing seen\n\n0 flows: /);
  expect(summary).not.toContain('|');
});

it('tells what it leaves out', () => {
  const [row] = report.findings;
  const findings = Array.from({ length: 120 }, () => row ?? expect.fail('no finding'));
  const summary = jobSummary({ ...report, findings, findingsLost: 3 }, []);
  expect(summary).toContain('\nAnd 23 more, which the report has.\n');
  expect(summary.split('\n').filter((line) => line.startsWith(`| ${row?.rule} ×`))).toHaveLength(100);
});
