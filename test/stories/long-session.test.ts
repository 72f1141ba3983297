/** A session of a million flows: reported as it is read, in memory that does not grow with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { Report } from '../../src/events/report.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import type { Stage } from '../../src/model/facts.ts';
import { rulesAt } from '../../src/rules/index.ts';
import { began, completed, judged, refused, violation } from '../events/made.ts';
import { folder } from '../support/folder.ts';
import { run } from '../support/run.ts';

const FLOWS = 1_000_000;
/** So many at a time are open. */
const BATCH = 1_000;
/** Stands for the number of the batch, in as many digits. */
const NUMBER = '####';

/** More devices than are told apart. */
const deviceOf = (place: number): string => `10.0.${place % 5}.${place % 199}`;
const idOf = (place: number): string => `s-${NUMBER}-${place}`;

const passed = (id: string, ...stages: readonly Stage[]): readonly FlowEvent[] =>
  stages.map((stage) =>
    judged(
      id,
      stage,
      rulesAt(stage).map(({ rule }) => rule.id),
    ),
  );

const beginning = (id: string, place: number): readonly FlowEvent[] => [
  began(id, { device: deviceOf(place), url: `https://echo.mpgate.test/${id}?q=1` }),
  ...passed(id, 'tunnel', 'request'),
];

/** One flow in ten is refused, each in words of its own. */
const ending = (id: string, place: number): readonly FlowEvent[] =>
  place % 10 === 0
    ? [refused(id, violation('method', { message: `${id} is no method`, actual: id }))]
    : [...passed(id, 'admit', 'dial', 'peer', 'response', 'clock'), completed(id)];

const ids = Array.from({ length: BATCH }, (_, place) => idOf(place));
const lines = [...ids.flatMap(beginning), ...ids.flatMap(ending)].map((event) => `${JSON.stringify(event)}\n`).join('');

const write = async (path: string): Promise<void> => {
  const bytes = Buffer.from(lines);
  const places = [...lines.matchAll(new RegExp(NUMBER, 'g'))].map(({ index }) => index);
  const file = await open(path, 'w');
  for (let batch = 0; batch < FLOWS / BATCH; batch += 1) {
    const number = Buffer.from(String(batch).padStart(NUMBER.length, '0'));
    for (const place of places) number.copy(bytes, place);
    await file.writeFile(bytes);
  }
  await file.close();
};

/** Says on stderr how much memory a process ever held, KiB. */
const METER = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;

it.skipIf(process.platform !== 'linux')(
  'a million flows are all in the report, read with 64 MB of heap and less than 192 MB in all',
  async () => {
    // A pipe with a name: as a file it would take more than a gigabyte.
    const file = join(await folder({ x: '' }), 'session.ndjson');
    await run('mkfifo', [file]);
    const program = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
    const settings = ['--max-old-space-size=64', '--import', METER];
    const child = spawn(process.execPath, [...settings, program, 'report', file, '--format', 'json']);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
      write(file),
    ]);
    const report: Report = JSON.parse(stdout);
    const tenth = FLOWS / 10;
    expect([code, report.verdict]).toEqual([1, 'fail']);
    expect(report.flows).toMatchObject({ seen: FLOWS, completed: FLOWS - tenth, refused: tenth, open: 0, lost: 0 });
    expect(report.rules.find(({ rule }) => rule === 'method')).toMatchObject({ failed: tenth, passed: FLOWS - tenth });
    expect(report.rules.find(({ rule }) => rule === 'timeout')).toMatchObject({ passed: FLOWS - tenth });
    expect(report.clients.reduce((sum, { flows }) => sum + flows, 0)).toBe(FLOWS);
    expect(Number(/^peak (\d+)$/.exec(stderr)?.[1])).toBeLessThan(192 * 1024);
  },
  180_000,
);
