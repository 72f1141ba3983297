import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { measures } from './measures/index.mjs';
import { CPU, startOn, stop } from './started.mjs';

const MEASURE_MS = 60_000;

/**
 * One round: every peer is started anew, and each measure goes over all of them before the next one, so that whatever
 * else the machine does meanwhile falls on all alike. `turn` decides who begins. The results by peer and measure.
 */
export const playRound = async (peers, arena, taken, turn, tell) => {
  const order = peers.map((_, at) => peers[(at + turn) % peers.length]);
  const results = Object.fromEntries(peers.map(({ name }) => [name, {}]));
  const shared = taken.filter((name) => !measures[name].isAlone);
  const alone = taken.filter((name) => measures[name].isAlone);
  for (const together of [shared, ...alone.map((name) => [name])]) {
    await takeAll(together, order, arena, results, tell);
  }
  return results;
};

const takeAll = async (names, order, arena, results, tell) => {
  if (names.length === 0) return;
  const started = [];
  try {
    for (const peer of order) started.push({ peer, running: await begin(peer, arena) });
    for (const name of names) {
      for (const { peer, running } of started) {
        const result = running.error ? running : await take(name, running, arena);
        results[peer.name][name] = result;
        tell(peer.name, name, result);
      }
    }
  } finally {
    await Promise.all(started.map(({ running }) => running.child && stop(running.child)));
  }
};

/** A peer that does not start has an `error`, and so has each of its measures. */
const begin = async (peer, arena) => {
  try {
    return await peer.start(placeFor(arena, peer));
  } catch (error) {
    return { error: error.message, child: null };
  }
};

let places = 0;

/** A folder of its own for each start: no certificate is left from the last one. */
const placeFor = (arena, { name }) => {
  places += 1;
  const folder = join(arena.folder, `${name}-${places}`);
  mkdirSync(folder);
  return { folder, origin: arena.origin };
};

/** A measure that fails has an `error` in place of its values. */
const take = async (measure, { proxy, ca, child }, { origin, sources, size }) => {
  const task = { measure, proxy, ca, pid: child?.pid ?? null, origin: origin.ports, sources, size };
  const command = [process.execPath, join(import.meta.dirname, 'generator.mjs'), JSON.stringify(task)];
  const generator = startOn(CPU.others, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  const late = setTimeout(() => void stop(generator), MEASURE_MS);
  const { code, out, err } = await ended(generator);
  clearTimeout(late);
  if (code === 0) return JSON.parse(out);
  return { error: code === null ? `stopped before it was done (it has ${MEASURE_MS} ms)` : reasonIn(err) };
};

const ended = async (child) => {
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part) => (text.out += part));
  child.stderr.setEncoding('utf8').on('data', (part) => (text.err += part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, ...text };
};

const reasonIn = (text) => /^\w*Error.*$/m.exec(text)?.[0] ?? (text.trim().slice(-300) || 'no reason given');
