import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { installed } from '../started.mjs';
import { quantile } from '../statistics.mjs';
import { drive, gather, leave } from './crowd.mjs';

const AWAKE_MS = 30_000;
const SETTLE_MS = 250;

/** Time of a small request while nothing else is under way. */
export const lat = {
  isAlone: false,
  run: async (bench) => {
    const crowd = await gather(bench, 1);
    await drive(crowd, { count: 300, limitMs: 1_500 });
    const times = await awake(() => drive(crowd, bench.size.single));
    leave(crowd);
    return { p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
  },
};

/**
 * Keeps both processors from sleeping, with work that anything else goes before (SCHED_IDLE): waking a virtual processor
 * takes 50 to 150 µs, which would be measured instead.
 */
const awake = async (work) => {
  const chrt = installed('chrt');
  const taskset = installed('taskset');
  if (!chrt || !taskset) return work();
  const loop = `const until = Date.now() + ${AWAKE_MS}; while (Date.now() < until);`;
  const idlers = [0, 1].map((cpu) =>
    spawn(chrt, ['-i', '0', taskset, '-c', String(cpu), process.execPath, '-e', loop], { stdio: 'ignore' }),
  );
  await pause(SETTLE_MS);
  try {
    return await work();
  } finally {
    for (const idler of idlers) idler.kill('SIGKILL');
  }
};
