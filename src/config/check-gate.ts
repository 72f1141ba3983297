import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Problem } from '../errors.ts';
import type { Place } from './document.ts';
import { fileFault } from './file-fault.ts';
import type { Gate } from './gate-schema.ts';
import { isLoopback } from './is-loopback.ts';
import { dotted, type Path } from './path.ts';

/** What cannot be seen from one value alone: settings that contradict each other, files that cannot be read. */
export const checkGate = async (gate: Gate, locate: (path: Path) => Place): Promise<readonly Problem[]> => {
  const found = [
    ...openAdmin(gate),
    ...sameTokens(gate),
    ...nobodyTrusted(gate),
    ...samePorts(gate),
    ...(await unreadableRoots(gate)),
  ];
  return found.map(({ path, message }) => ({ ...locate(path), path: dotted(path), rule: null, message }));
};

interface Fault {
  readonly path: Path;
  readonly message: string;
}

const openAdmin = ({ admin: { host, token } }: Gate): readonly Fault[] => {
  if (token !== null || isLoopback(host)) return [];
  const message = `the admin port is open to others on ${host}, so it needs a token of your own; set admin.token or MPGATE_ADMIN_TOKEN, or listen on 127.0.0.1`;
  return [{ path: ['admin', 'host'], message }];
};

const sameTokens = ({ admin: { token, readToken } }: Gate): readonly Fault[] =>
  token === null || token !== readToken
    ? []
    : [{ path: ['admin', 'readToken'], message: 'is the admin token too; give each role a token of its own' }];

const nobodyTrusted = ({ listen: { proxyProtocol, trustedProxies } }: Gate): readonly Fault[] => {
  if (proxyProtocol === 'off' || trustedProxies.length > 0) return [];
  const message = 'nobody is trusted to use the PROXY protocol; name your load balancers in listen.trustedProxies';
  return [{ path: ['listen', 'proxyProtocol'], message }];
};

const samePorts = ({ listen, listeners, admin }: Gate): readonly Fault[] => {
  const places = [
    { path: ['listen', 'port'], host: listen.host, port: listen.port },
    { path: ['admin', 'port'], host: admin.host, port: admin.port },
    ...listeners.map(({ port }, index) => ({ path: ['listeners', index, 'port'], host: listen.host, port })),
  ];
  const wild = new Set(['0.0.0.0', '::']);
  return places.flatMap(({ path, host, port }, index) => {
    const same = (other: string) => other === host || wild.has(other) || wild.has(host);
    const first = places.slice(0, index).find((other) => other.port === port && port !== 0 && same(other.host));
    return first ? [{ path, message: `${dotted(first.path)} is port ${port} too; give each a port of its own` }] : [];
  });
};

const unreadableRoots = async ({ upstreamCa }: Gate): Promise<readonly Fault[]> => {
  const faults = await Promise.all(upstreamCa.map(rootFault));
  return faults.flatMap((fault, index) =>
    fault === null ? [] : [{ path: ['upstreamCa', index], message: `${upstreamCa[index]}: ${fault}` }],
  );
};

const rootFault = async (file: string): Promise<string | null> => {
  try {
    const pem = await readFile(file, 'utf8');
    return isCertificate(pem) ? null : 'this is no certificate in PEM form (-----BEGIN CERTIFICATE-----)';
  } catch (error) {
    return fileFault(error);
  }
};

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
};
