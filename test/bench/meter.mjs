import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 10 ms, and memory in pages. */
const TICK_MS = 10;
const PAGE = 4096;
const SAMPLE_MS = 25;

/** null: the process has ended. */
const statOf = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent] = fields;
    // `own` and `ended`: user and system time of the process, and of the children that it has waited for.
    const [own, ended] = [fields[11] + fields[12], fields[13] + fields[14]];
    return { parent, own, ended, began: fields[19], rss: fields[21] * PAGE };
  } catch {
    return null;
  }
};

/** When a process began, in ticks since the machine did: with the id, it tells a process from all others. */
export const beganAt = (pid) => statOf(pid)?.began ?? null;

/** The process and all below it. */
export const treeOf = (root) => {
  const children = new Map();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? statOf(entry) : null;
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(entry)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
};

/** Reads what a process and all below it use. Without a process (no proxy) every figure is null. */
export const createMeter = (root) => {
  const cpuMs = () => {
    const used = treeOf(root).map((pid) => statOf(pid)?.own ?? 0);
    return (sum(used) + (statOf(root)?.ended ?? 0)) * TICK_MS;
  };
  const rssBytes = (pids = treeOf(root)) => sum(pids.map((pid) => statOf(pid)?.rss ?? 0));
  return {
    rssBytes: () => (root === null ? null : rssBytes()),
    /** Runs some work. `peak` is the most memory that was seen meanwhile. */
    around: async (work) => {
      if (root === null) return { value: await work(), cpuMs: null, peakBytes: null };
      const pids = treeOf(root);
      let peakBytes = rssBytes(pids);
      const sampling = setInterval(() => {
        peakBytes = Math.max(peakBytes, rssBytes(pids));
      }, SAMPLE_MS);
      const before = cpuMs();
      const value = await work();
      const after = cpuMs();
      clearInterval(sampling);
      return { value, cpuMs: after - before, peakBytes: Math.max(peakBytes, rssBytes()) };
    },
  };
};

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
