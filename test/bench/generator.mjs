/** The load generator: a process of its own for each measure. Its argument is the task as JSON; it prints the result. */
import { readFileSync } from 'node:fs';
import { measures } from './measures/index.mjs';
import { createMeter } from './meter.mjs';
import { createWay } from './tunnel.mjs';

const { measure, proxy, ca, pid, origin, sources, size } = JSON.parse(process.argv[2] ?? '');

const bench = {
  open: createWay({ proxy, ca: readFileSync(ca) }),
  meter: createMeter(pid),
  origin,
  sources: Array.from({ length: sources }, (_, n) => `127.0.0.${11 + n}`),
  size,
};

process.stdout.write(`${JSON.stringify(await measures[measure].run(bench))}\n`);
