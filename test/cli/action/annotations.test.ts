import { expect, it } from 'vitest';
import { annotations } from '../../../src/cli/action/annotations.ts';
import { violation } from '../../events/made.ts';
import { app, material, session } from '../../reports/made.ts';

const { report, apps } = material();

it('each finding is at its line of the app file, told from the repository; a client’s text obeys nothing', () => {
  const [error = '', warning, ...more] = annotations(report, apps, '/work/shop');
  expect(more).toEqual([]);
  expect(warning).toMatch(/^::error file=apps\/shop\.json,line=7,col=5,title=mpgate%3A domain-allowlist::<script>/);
  expect(error).toMatch(
    /^::error file=apps\/shop\.json,line=7,col=5,title=mpgate%3A port-exact::port-exact was broken\. Now: went on: skipVerification is on\. In the release build: fails: /,
  );
  expect(annotations(report, apps, '/work/shop').join('')).not.toMatch(/\p{Cc}/u);
});

it.each([
  ['the file is elsewhere', apps, '/elsewhere'],
  ['the app was read from no file', [app({ file: null })], '/work/shop'],
  ['the app is not known', [], '/work/shop'],
])('names no file where %s', (_, known, workspace) => {
  for (const line of annotations(report, known, workspace)) expect(line).toMatch(/^::error title=mpgate%3A [\w-]+::/);
});

it('has what the rules said of an app file, at the start of a file whose places are not known', () => {
  const violations = [violation('icp-licensed', { effect: 'warn' }), violation('no-ip-literal')];
  const configVerdict = { outcome: 'pass', violations, passed: [] } as const;
  const made = material(session(app({ configVerdict, file: { path: '/work/shop/a, b.json', places: {} } })), []);
  expect(annotations(made.report, made.apps, '/work/shop')).toEqual([
    '::error file=a%2C b.json,line=1,col=1,title=mpgate%3A no-ip-literal::no-ip-literal was broken. mend no-ip-literal',
    '::warning file=a%2C b.json,line=1,col=1,title=mpgate%3A icp-licensed::icp-licensed was broken. mend icp-licensed',
  ]);
});

it('ten of each level, as many as GitHub shows of a step', () => {
  const [row] = report.findings;
  const findings = Array.from({ length: 30 }, (_, n) => ({
    ...(row ?? expect.fail('no finding')),
    rule: `rule-${n}`,
    release: { outcome: n % 2 ? ('fails' as const) : ('allowed' as const), errMsg: null, errno: null },
  }));
  const lines = annotations({ findings }, apps, '/work/shop');
  expect(lines.map((line) => line.slice(0, 9))).toEqual([
    ...Array(10).fill('::error f'),
    ...Array(10).fill('::warning'),
  ]);
});
