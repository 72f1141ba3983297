import { closeSync, openSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gatherMaterial } from '../../src/reports/material.ts';
import { createReplay } from '../../src/reports/replay.ts';
import { rules } from '../../src/rules/index.ts';
import { began, completed, judged, refused, violation } from '../events/made.ts';
import { folder } from '../support/folder.ts';
import { app, events, material, session } from './made.ts';

it('a session file gives what its events gave live, the apps included', async () => {
  const verdict = { outcome: 'pass', violations: [violation('icp-licensed', { effect: 'warn' })], passed: [] } as const;
  const apps = session(app({ configVerdict: verdict }));
  const path = join(await folder({ x: '' }), 'session.ndjson');
  await writeFile(path, [apps, ...events].map((event) => `${JSON.stringify(event)}\n`).join(''));
  const replay = createReplay(rules);
  const gathered = gatherMaterial(replay);
  expect(await replay.read(path)).toEqual({ events: events.length + 1, unreadable: 0, torn: false });
  const live = material(apps);
  expect(gathered()).toEqual({ ...live, report: gathered().report });
  expect(gathered().report.flows).toEqual(live.report.flows);
  expect(gathered().report.rules.find(({ rule }) => rule === 'icp-licensed')).toMatchObject({
    state: 'warn',
    warned: 1,
  });
});

/** Writes a session of that many flows, ten of them open at a time. */
const generate = (path: string, total: number): void => {
  const file = openSync(path, 'w');
  const passed = rules.map(({ id }) => id);
  for (let n = 0; n < total; n += 1) {
    const id = `s-${n}`;
    const lines = [
      began(id, { device: `10.0.${n % 3}.${n % 200}`, url: `https://echo.mpgate.test/${n}` }),
      judged(id, 'tunnel', passed),
      judged(id, 'admit', ['concurrency-request'], n % 50 === 0 ? [violation(`made-up-${n}`, { effect: 'warn' })] : []),
      n % 10 === 0 ? refused(id, violation('timeout', { message: `flow ${n} took too long` })) : completed(id),
    ];
    writeSync(file, lines.map((event) => `${JSON.stringify({ ...event, at: 1_700_000_000_000 + n })}\n`).join(''));
  }
  closeSync(file);
};

const heapAfter = async (path: string): Promise<number> => {
  const replay = createReplay(rules);
  const gathered = gatherMaterial(replay);
  let most = 0;
  const pause = async () => {
    globalThis.gc?.();
    most = Math.max(most, process.memoryUsage().heapUsed);
  };
  await replay.read(path, pause);
  expect(gathered().report.flows.open).toBe(0);
  return most;
};

it('fifty thousand flows need no more memory than five thousand', async () => {
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')]);
  setFlagsFromString('--expose-gc');
  globalThis.gc = runInNewContext('gc');
  const root = await folder({ x: '' });
  const [few, many] = [join(root, 'few.ndjson'), join(root, 'many.ndjson')];
  generate(few, 5_000);
  generate(many, 50_000);
  await heapAfter(few);
  const small = await heapAfter(few);
  const large = await heapAfter(many);
  expect(large - small).toBeLessThan(8 * 1024 * 1024);
});
