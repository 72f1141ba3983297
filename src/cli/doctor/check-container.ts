import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkup } from './checkup.ts';

/** What may stand between this process and phones: an address translation of its host. */
export type Container = 'container' | 'wsl' | null;

/** Notices a container by the marks that Docker, Podman and Kubernetes leave, and Windows' Linux by its kernel. `root`: of the file system. */
export const noticeContainer = async (root = '/'): Promise<Container> => {
  const marks = await Promise.all(['.dockerenv', 'run/.containerenv'].map((name) => isThere(join(root, name))));
  const groups = await textOf(join(root, 'proc/1/cgroup'));
  if (marks.includes(true) || /docker|kubepods|containerd|libpod|\blxc\b/.test(groups)) return 'container';
  return /microsoft/i.test(await textOf(join(root, 'proc/version'))) ? 'wsl' : null;
};

/** What that means for phones. */
export const checkContainer = (container: Container): readonly Checkup[] =>
  container === null ? [] : [{ check: 'network', state: 'warn', ...SAID[container] }];

const SAID = {
  container: {
    message:
      'this is a container: unless it has the host’s network, all phones may share one address here, and so be one device: one background, one count of wrong passwords, and the slots of one phone for all. Phones reach the address of the host in place of those above',
    fix: 'give it the host’s network (docker run --network host), or put a load balancer before it that speaks the PROXY protocol (listen.proxyProtocol and listen.trustedProxies); users tell phones apart too, as user@address (clients.users)',
  },
  wsl: {
    message:
      'this is Linux inside Windows: unless its network is mirrored, phones reach the address of Windows and only through a port proxy, which makes them look like one address',
    fix: 'set networkingMode=mirrored in .wslconfig, or run mpgate on Windows itself',
  },
} as const;

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
