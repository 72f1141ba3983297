/** `npm run bench`: see docs/performance.md. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeMachine, machineLines } from './machine.mjs';
import { readOptions, USAGE } from './options.mjs';
import { startOrigin } from './origin.mjs';
import { replaceOnPage } from './page.mjs';
import { direct } from './peers/direct.mjs';
import { mpgate } from './peers/mpgate.mjs';
import { squid } from './peers/squid.mjs';
import { playRound } from './round.mjs';
import { sizes } from './sizes.mjs';
import { installed, stopAll } from './started.mjs';
import { asMarkdown, asText, tableOf } from './table.mjs';

const root = join(import.meta.dirname, '..', '..');
const runs = join(import.meta.dirname, 'run');

const say = (text) => process.stderr.write(`${text}\n`);

/** null: nothing without which there is no bench. */
const lacking = () => {
  if (!existsSync('/proc/self/stat')) return 'it reads processor time from /proc, which this system has not';
  return installed('openssl') ? null : 'openssl is not installed, and makes the certificates';
};

const ownFolder = () => {
  mkdirSync(runs, { recursive: true });
  const folder = mkdtempSync(join(runs, 'bench-'));
  // Squid gives up its rights as root, and still has to read its files.
  chmodSync(folder, 0o755);
  return folder;
};

const clean = async (folder) => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
  if (readdirSync(runs).length === 0) rmdirSync(runs);
};

/** Those that can be started here; it is said why another one cannot. */
const present = (peers) =>
  peers.filter(({ name, missing }) => {
    const reason = missing();
    if (reason) say(`${name} is skipped: ${reason}`);
    return reason === null;
  });

const shown = (result) =>
  Object.entries(result)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key} ${typeof value === 'number' && value < 1e6 ? Number(value.toPrecision(4)) : value}`)
    .join(', ');

const measure = async (options, folder) => {
  const peers = present([direct, squid, mpgate('mpgate', root), ...options.builds.map((b) => mpgate(b.name, b.root))]);
  const origin = await startOrigin(folder);
  const size = options.quick ? sizes.quick : sizes.whole;
  const arena = { folder, origin, sources: options.sources, size };
  const rounds = [];
  for (let turn = 0; turn < options.rounds; turn += 1) {
    const tell = (peer, name, result) => say(`round ${turn + 1}  ${peer}  ${name}: ${shown(result)}`);
    rounds.push(await playRound(peers, arena, options.only, turn, tell));
  }
  return { peers: peers.map(({ name }) => name), rounds, machine: describeMachine(origin.name) };
};

const report = ({ json, markdown, only, quick, rounds: count }, { peers, rounds, machine }) => {
  const table = tableOf({ rounds, peers, taken: only, isQuick: quick });
  const about = machineLines({ ...machine, rounds: `${count}; each value is their median (least–most)` });
  process.stdout.write(`\n${asText(table)}\n${about}`);
  if (quick) process.stdout.write('A quick run does less of everything, and judges nothing.\n');
  if (json) writeFileSync(json, `${JSON.stringify({ machine, peers, rounds }, null, 2)}\n`);
  if (markdown) replaceOnPage(markdown, `${asMarkdown(table)}\n${about}`);
  const hasFailed = rounds.some((round) => Object.values(round.mpgate ?? {}).some(({ error }) => error !== undefined));
  if (hasFailed) throw new Error('mpgate failed in a measure; see above');
};

const main = async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return process.stdout.write(`${USAGE}\n`);
  const lack = lacking();
  if (lack) throw new Error(lack);
  const folder = ownFolder();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void clean(folder).then(() => process.exit(130)));
  try {
    report(options, await measure(options, folder));
  } finally {
    await clean(folder);
  }
};

main().catch((error) => {
  say(`The bench stopped: ${error.message}`);
  process.exitCode = 1;
});
