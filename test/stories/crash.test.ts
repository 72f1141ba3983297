/** A session file whose gate, or whose disk, came to an end in mid-session. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Report } from '../../src/events/report.ts';
import type { FlowEvent, SessionEvent } from '../../src/model/event.ts';
import { createReplay } from '../../src/reports/replay.ts';
import { rules } from '../../src/rules/index.ts';
import { runCli } from '../support/cli.ts';
import { itNeeds } from '../support/needs.ts';
import { echoFolder, get, type Started, secure, startCli } from '../support/started.ts';
import { until } from '../support/until.ts';

const FILE = 'session.ndjson';

const parsed = (line: string): readonly SessionEvent[] => {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
};

/** What a report must say of the whole lines of a text, counted by hand. */
const counted = (text: string) => {
  const flows = text
    .split('\n')
    .flatMap(parsed)
    .filter((event): event is FlowEvent => 'flow' in event);
  const ofType = (type: FlowEvent['type']): number => flows.filter((event) => event.type === type).length;
  const [seen, completed, refused, failed, aborted] = [
    ofType('flow.began'),
    ofType('flow.completed'),
    ofType('flow.refused'),
    ofType('flow.failed'),
    ofType('flow.aborted'),
  ];
  const open = seen - completed - refused - failed - aborted;
  const passing = (rule: string): number =>
    new Set(flows.flatMap((event) => (event.type === 'flow.judged' && event.passed.includes(rule) ? event.flow : [])))
      .size;
  const failing = (rule: string): number =>
    new Set(
      flows.flatMap((event) =>
        event.type === 'flow.judged' && event.violations.some((one) => one.rule === rule) ? event.flow : [],
      ),
    ).size;
  return {
    flows: { seen, open, completed, refused, failed, aborted, lost: 0 },
    method: passing('method'),
    timeout: passing('timeout'),
    allowlist: [passing('domain-allowlist'), failing('domain-allowlist')],
  };
};

const told = ({ flows, rules: rows }: Report) => {
  const row = (id: string) => rows.find(({ rule }) => rule === id);
  const allowlist = row('domain-allowlist');
  return {
    flows,
    method: row('method')?.passed,
    timeout: row('timeout')?.passed,
    allowlist: [allowlist?.passed, allowlist?.failed],
  };
};

/** Requests and refusals without a pause, until the gate is no more. */
const hammer = async (gate: Started): Promise<void> => {
  for (;;) {
    await get(gate, '/one');
    await secure(gate, 'other.mpgate.test').catch((error: unknown) => {
      if (!String(error).includes('403')) throw error;
    });
  }
};

const openSocket = async (gate: Started): Promise<void> => {
  const tls = await secure(gate);
  const ws = new WebSocket('wss://echo.mpgate.test/ws', { createConnection: () => tls });
  ws.on('error', () => {});
  await new Promise((resolve) => ws.once('open', resolve));
};

it('a gate that is killed in mid-session: the report is right up to the last whole line, wherever the file ends', async () => {
  const cwd = await echoFolder({ record: { file: `../${FILE}` } });
  const gate = await startCli({ cwd });
  await openSocket(gate);
  const hands = Array.from({ length: 6 }, () => hammer(gate).catch(() => {}));
  const file = join(cwd, FILE);
  await until('many flows are over', async () => counted(await readFile(file, 'utf8')).flows.completed > 100);
  gate.kill('SIGKILL');
  await gate.ended;
  await Promise.all(hands);

  const text = await readFile(file, 'utf8');
  const whole = await runCli(['report', FILE, '--format', 'json'], { cwd });
  expect([whole.code, told(JSON.parse(whole.stdout))]).toEqual([1, counted(text)]);
  expect(whole.stderr === '').toBe(text.endsWith('\n'));
  expect(counted(text).flows.open).toBeGreaterThan(0);

  for (let length = text.length - 1; length > 0; length -= Math.ceil(text.length / 47)) {
    const cut = text.slice(0, length);
    await writeFile(file, cut);
    const replay = createReplay(rules);
    expect(await replay.read(file)).toMatchObject({ unreadable: 0 });
    expect([length, told(replay.tally.report())]).toEqual([length, counted(cut)]);
  }
});

itNeeds('mount')(
  'a disk that fills up in mid-session: the gate goes on, says so once, and what is there can be read',
  async () => {
    const cwd = await echoFolder({ record: { file: `../disk/${FILE}` } }, { 'disk/x': '' });
    const gate = await startCli({ cwd, mounts: 'mount -t tmpfs -o size=16k tmpfs disk' });
    const total = 40;
    for (let n = 0; n < total; n += 1) expect((await get(gate, `/${n}`)).status).toBe(200);
    const live: Report = JSON.parse(await (await gate.admin('/api/v1/report')).text());
    expect(live.flows).toMatchObject({ seen: total, completed: total });
    const text = await readFile(`/proc/${gate.pid}/root${cwd}/disk/${FILE}`, 'utf8');
    gate.kill('SIGTERM');
    const { code, stderr } = await gate.ended;
    expect(code).toBe(0);
    expect(stderr.match(/The session file \S+ ends here: writing to it failed \(ENOSPC\)/g)).toHaveLength(1);

    await writeFile(join(cwd, FILE), text);
    const { stdout } = await runCli(['report', FILE, '--format', 'json'], { cwd });
    const { flows } = counted(text);
    expect(told(JSON.parse(stdout)).flows).toEqual(flows);
    expect(flows.completed).toBeGreaterThan(2);
    expect(flows.completed).toBeLessThan(total);
  },
);
