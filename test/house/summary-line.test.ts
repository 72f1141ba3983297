import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'mpgate-summary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

const options = {
  include: ['*.test.mjs'],
  reporters: ['default', join(root, 'test', 'support', 'reporter.ts')],
};

/** Runs Vitest on one test file of this text; the last lines it prints, and its exit code. */
const run = (name: string, body: string) => {
  const place = join(folder, name);
  mkdirSync(place);
  writeFileSync(join(place, 'one.test.mjs'), `import { beforeAll, describe, it } from 'vitest';\n${body}`);
  writeFileSync(join(place, 'vitest.config.mjs'), `export default { test: ${JSON.stringify(options)} };`);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = { cwd: place, encoding: 'utf8', timeout: 60_000 } as const;
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run'], args);
  const lines = stdout.trimEnd().split('\n');
  return { status, last: lines.at(-1), skips: lines.filter((line) => line.startsWith('skipped  ')) };
};

const cases = [
  ['good', `it('a', () => {}); it('b', () => {});`, '2 passed, 0 failed', 0, []],
  ['failing', `it('a', () => {}); it('b', () => { throw new Error('x'); });`, '1 passed, 1 failed', 1, []],
  [
    'skipping',
    `it('a', () => {}); describe('deep', () => it('b', ({ skip }) => skip('no java')));`,
    '1 passed, 0 failed, 1 skipped',
    0,
    ['skipped  one.test.mjs > deep > b: no java'],
  ],
  ['broken file', `it('a', () => {}); throw new Error('x');`, '0 passed, 1 failed', 1, []],
  [
    'broken hook',
    `describe('d', () => { beforeAll(() => { throw new Error('x'); }); it('a', () => {}); }); it('b', () => {});`,
    '1 passed, 1 failed, 1 skipped',
    1,
    ['skipped  one.test.mjs > d > a: no reason given'],
  ],
  [
    'unhandled',
    `it('a', () => new Promise((done) => setTimeout(() => { done(); throw new Error('late'); })));`,
    '1 passed, 1 failed',
    1,
    [],
  ],
  ['empty', '', '0 passed, 1 failed', 1, []],
] as const;

it.each(cases)('the last line of a run that is %s', (name, body, last, status, skips) => {
  expect(run(name, body)).toEqual({ status, last, skips });
});
