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

const ONE_FOR_ALL = 'all clients share one address: they are one device, with one throttle and one set of slots';
const APART =
  'else tell clients apart: a load balancer that speaks the PROXY protocol (listen.proxyProtocol, listen.trustedProxies), or a user for each phone (clients.users), whose device is user@address';

const SAID = {
  container: {
    message: `this is a container: unless it has the host’s network, phones reach the address of the host in place of those above, and behind the bridge ${ONE_FOR_ALL}`,
    fix: `give it the host’s network (docker run --network host), ${APART}`,
  },
  wsl: {
    message: `this is Linux inside Windows: unless its network is mirrored, phones reach the address of Windows, and behind its port proxy ${ONE_FOR_ALL}`,
    fix: `set networkingMode=mirrored in .wslconfig, or run mpgate on Windows itself, ${APART}`,
  },
} as const;

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
