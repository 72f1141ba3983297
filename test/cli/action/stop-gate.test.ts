import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stopGate } from '../../../src/cli/action/stop-gate.ts';
import { folder } from '../../support/folder.ts';
import { certified, httpOrigin, httpsOrigin } from '../../support/origin.ts';
import { echoFolder, get, startCli } from '../../support/started.ts';
import { trustedCa } from '../../support/world.ts';

it('ends the gate after its last event, whatever proxy the environment names', async () => {
  const cwd = await echoFolder({ record: { file: '../session.ndjson' } });
  const gate = await startCli({ cwd });
  expect((await get(gate, '/one')).status).toBe(200);
  const { host, port, token } = gate.line.admin;
  expect(await stopGate({ pid: gate.pid ?? 0, admin: `http://${host}:${port}`, token, ca: '' })).toBe(true);
  expect((await gate.ended).code).toBe(0);
  expect(await readFile(join(cwd, 'session.ndjson'), 'utf8')).toMatch(/"flow\.completed".*\n$/);
});

it('a token that is not its own, another program at its place, nobody there: nothing is stopped', async () => {
  const gate = await startCli({ cwd: await echoFolder() });
  const { host, port, token } = gate.line.admin;
  const pid = gate.pid ?? 0;
  expect(await stopGate({ pid, admin: `http://${host}:${port}`, token: 'other', ca: '' })).toBe(false);
  const other = await httpOrigin((_, response) => void response.writeHead(404).end());
  expect(await stopGate({ pid, admin: `http://127.0.0.1:${other.port}`, token, ca: '' })).toBe(false);
  expect(await stopGate({ pid, admin: 'http://127.0.0.1:1', token, ca: '' })).toBe(false);
  expect((await fetch(`http://${host}:${port}/healthz`)).status).toBe(200);
});

it('asks over TLS by the CA of the gate where the admin port is off loopback', async () => {
  const gate = await startCli({ cwd: await echoFolder() });
  const root = await folder({ 'ca.pem': trustedCa().cert });
  const { port } = await httpsOrigin((_, response) => void response.end(), certified('localhost'));
  const state = { pid: gate.pid ?? 0, admin: `https://localhost:${port}`, token: 't' };
  expect(await stopGate({ ...state, ca: gate.line.ca.file })).toBe(false);
  expect(await stopGate({ ...state, ca: join(root, 'ca.pem') })).toBe(true);
  expect((await gate.ended).code).toBe(0);
});
