import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMetadata } from '../support/runner.ts';
import { filesOfGit, root } from './source.ts';

describe('action.yml', () => {
  it('is what the runner reads: Node 24, steps that are in git, words for each input and output', async () => {
    const { runs, inputs, outputs, ...rest } = await readMetadata();
    expect(runs).toEqual({ using: 'node24', main: 'action/main.js', post: 'action/post.js' });
    expect(filesOfGit()).toEqual(expect.arrayContaining(['action.yml', runs.main, runs.post]));
    expect(Object.keys(rest).sort()).toEqual(['branding', 'description', 'name']);
    expect(rest.description.length).toBeLessThan(125);
    for (const { description, default: value, ...more } of Object.values(inputs)) {
      expect([description, typeof (value ?? ''), more]).toEqual([expect.stringMatching(/\.$/), 'string', {}]);
    }
    for (const output of Object.values(outputs)) expect(output).toEqual({ description: expect.stringMatching(/\.$/) });
  });
});

describe('a checkout that cannot be built', () => {
  const checkout = mkdtempSync(join(tmpdir(), 'mpgate-checkout-'));
  afterAll(() => rmSync(checkout, { recursive: true, force: true }));
  cpSync(join(root, 'action'), join(checkout, 'action'), { recursive: true });
  writeFileSync(join(checkout, 'package.json'), '{ "type": "module" }');

  const step = (script: string, PATH = '') =>
    spawnSync(process.execPath, [join(checkout, 'action', script)], {
      env: { PATH, HOME: checkout },
      encoding: 'utf8',
    });

  it('says so on one line, with the way out; the last step has nothing to say', () => {
    expect(step('main.js')).toMatchObject({ status: 3, stderr: '' });
    expect(step('main.js').stdout).toMatch(
      /^::error title=mpgate::mpgate could not be built: npm ci .*: npm cannot be run \(.*ENOENT\); put actions\/setup-node before this step\n$/,
    );
    expect(step('post.js')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('also where npm fails', () => {
    // No lock file, and no script.
    const { status, stdout } = step('main.js', process.env.PATH);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^::error title=mpgate::mpgate could not be built: npm ci [^\n]*: exit code 1$/m);
  });
});
