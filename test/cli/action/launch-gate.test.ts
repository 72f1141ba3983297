import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { launchGate } from '../../../src/cli/action/launch-gate.ts';
import { stopGate } from '../../../src/cli/action/stop-gate.ts';
import { StartError } from '../../../src/errors.ts';
import { folder } from '../../support/folder.ts';
import { echoFolder } from '../../support/started.ts';

const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');
const { PATH, HOME } = process.env;

it('opens a gate that says where it is, with its log in the file', async () => {
  const cwd = await echoFolder();
  const options = {
    program,
    flags: [`--config=${cwd}/config/mpgate.json`],
    env: { PATH, HOME },
    log: join(cwd, 'log'),
  };
  const { pid, line } = await launchGate(options);
  onTestFinished(async () => void (await stopGate({ pid, admin, token, ca: line.ca.file })));
  const { host, port, token } = line.admin;
  const admin = `http://${host}:${port}`;
  expect((await fetch(`${admin}/healthz`)).status).toBe(200);
  expect(line.listeners).toMatchObject([{ host: '127.0.0.1', port: expect.any(Number) }]);
  expect(await readFile(line.ca.file, 'utf8')).toContain('BEGIN CERTIFICATE');
  expect(await stopGate({ pid, admin, token, ca: line.ca.file })).toBe(true);
  expect(await readFile(options.log, 'utf8')).toMatch(/\nNOTHING SEEN: /);
});

it.each([
  ['settings that are not there', program, ['--config=none.json'], 'the gate did not open:\nnone.json:1:1 '],
  ['a program that is not there', 'none.js', [], 'the gate did not open:\nnode:internal'],
])('%s: what was said is the error', async (_, script, flags, message) => {
  const log = join(await folder({ x: '' }), 'log');
  const launched = launchGate({ program: script, flags, env: { PATH, HOME }, log });
  await expect(launched).rejects.toThrow(StartError);
  await expect(launched).rejects.toThrow(message);
});
