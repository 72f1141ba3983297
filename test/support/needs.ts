/**
 * Tests that run a program of the machine: where it is missing they skip and say why; with `MPGATE_REQUIRE_ALL=1`
 * (as in `.ci/run`) they fail instead.
 *
 *     itNeeds('java')('a Java client fetches through the gate', async () => { … }, 60_000);
 *
 *     const lacks = needs('squid', 'ip');              // null, or the reason
 *     describe.skipIf(lacks !== null)(`beside Squid${lacks ? ` (${lacks})` : ''}`, () => { … });
 */
import { spawnSync } from 'node:child_process';
import { it, type TestContext } from 'vitest';

interface Probe {
  /** A command that succeeds where the program can be used. */
  readonly command: readonly [string, ...string[]];
  /** What its output must hold. */
  readonly prints?: RegExp;
  /** Debian's package. */
  readonly from: string;
}

const probes = {
  curl: { command: ['curl', '--version'], from: 'curl' },
  openssl: { command: ['openssl', 'version'], from: 'openssl' },
  java: { command: ['javac', '-version'], from: 'openjdk-17-jdk-headless' },
  python3: { command: ['/usr/bin/python3', '--version'], from: 'python3' },
  'python3-requests': { command: ['/usr/bin/python3', '-c', 'import requests'], from: 'python3-requests' },
  certutil: { command: ['sh', '-c', 'command -v certutil'], from: 'libnss3-tools' },
  chromium: { command: ['chromium', '--version'], from: 'chromium' },
  squid: { command: ['/usr/sbin/squid', '-v'], prints: /--enable-ssl-crtd/, from: 'squid-openssl' },
  xmllint: { command: ['xmllint', '--version'], from: 'libxml2-utils' },
  haproxy: { command: ['/usr/sbin/haproxy', '-v'], from: 'haproxy' },
  nginx: { command: ['/usr/sbin/nginx', '-v'], from: 'nginx-light' },
  /** Mount namespaces; needs root as well. */
  mount: { command: ['unshare', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], from: 'util-linux' },
  /** Network namespaces; needs root as well. */
  ip: { command: ['unshare', '--net', 'ip', 'link', 'show', 'lo'], from: 'iproute2' },
  /** Namespaces that are wired to each other; needs root as well. */
  veth: {
    command: ['unshare', '--net', 'sh', '-c', 'ip link add type veth && ip link add type bridge && command -v nsenter'],
    from: 'iproute2',
  },
} as const satisfies Record<string, Probe>;

export type Program = keyof typeof probes;

const works = ({ command: [program, ...args], prints }: Probe): boolean => {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && (prints?.test(stdout) ?? true);
};

const reasonAgainst = (programs: readonly Program[]): string | null => {
  const missing = programs.filter((program) => !works(probes[program]));
  if (missing.length === 0) return null;
  return `needs ${missing.map((program) => `${program} (Debian package ${probes[program].from})`).join(' and ')}`;
};

const required = process.env.MPGATE_REQUIRE_ALL === '1';

/** null: all are there; else the reason to skip. Throws instead where nothing may be skipped. */
export const needs = (...programs: readonly Program[]): string | null => {
  const reason = reasonAgainst(programs);
  if (reason && required) throw new Error(`MPGATE_REQUIRE_ALL=1, but this test ${reason}`);
  return reason;
};

/** `it` for a test that runs these programs. */
export const itNeeds = (...programs: readonly Program[]) => {
  const reason = reasonAgainst(programs);
  return (name: string, test: () => void | Promise<void>, timeoutMs?: number): void => {
    const skipped = ({ skip }: TestContext): void => {
      if (required) throw new Error(`MPGATE_REQUIRE_ALL=1, but this test ${reason}`);
      skip(reason ?? undefined);
    };
    it(name, reason ? skipped : test, timeoutMs);
  };
};
