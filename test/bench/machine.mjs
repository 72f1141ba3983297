import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { installed, isPinned } from './started.mjs';

/** What the figures were taken on, and with; text by name. */
export const describeMachine = (originName) => ({
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
  node: `${process.version} (OpenSSL ${process.versions.openssl})`,
  squid: versionOf('squid', /Version (\S+)/),
  origin: originName === 'nginx' ? `nginx ${versionOf('nginx', /nginx\/(\S+)/)}` : originName,
  processors: isPinned ? 'the proxy on 0, origin and load generator on 1' : 'not pinned: taskset is not installed',
});

/** nginx tells its version on stderr. */
const versionOf = (name, pattern) => {
  const program = installed(name);
  if (!program) return 'not installed';
  const text = execFileSync('sh', ['-c', '"$0" -v 2>&1', program], { encoding: 'utf8' });
  return pattern.exec(text)?.[1] ?? 'unknown';
};

export const machineLines = (machine) =>
  Object.entries(machine)
    .map(([name, text]) => `- ${name}: ${text}\n`)
    .join('');
