/** Gates in a network of their own, on the loopback device: other addresses than loopback exist there, and nothing beyond. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Report } from '../../../src/events/report.ts';
import { folder } from '../../support/folder.ts';
import { shop } from './scene.ts';
import type { NetworkTrial } from './trial.ts';

/** A public address, as no private one will do; in this network it is this machine. */
const PUBLIC = '11.0.0.9';

const NETWORK = [
  'ip link set lo up',
  ...['10.77.0.1/24', '10.77.0.2/24', '10.77.0.3/24', `${PUBLIC}/32`].map((address) => `ip addr add ${address} dev lo`),
];

/** What the names of the system are, for look-ups that no `resolve` answers. */
const HOSTS = `10.77.0.3 private.shop.test\n${PUBLIC} public.shop.test\n`;

const gateFile = (app: string) => ({
  listen: { host: '10.77.0.1', port: 0 },
  admin: { port: 0 },
  apps: [app],
  block: 'explain',
  caDir: './certs',
});

/** The report of each, in their order. */
export const reportsInNetwork = async (trials: readonly NetworkTrial[]): Promise<readonly Report[]> => {
  const files = trials.flatMap(({ app }, at): [string, object][] => [
    [`${at}.json`, gateFile(`app-${at}.json`)],
    [
      `app-${at}.json`,
      {
        ...shop,
        domains: { ...shop.domains, tcp: ['private', 'public'].map((name) => `tcp://${name}.shop.test`) },
        ...app,
      },
    ],
  ]);
  const root = await folder({ hosts: HOSTS, ...Object.fromEntries(files) });
  const program = join(import.meta.dirname, 'network.mjs');
  const script = [...NETWORK, `mount --bind ${root}/hosts /etc/hosts`, `exec ${process.execPath} ${program}`];
  const child = spawn('unshare', ['--net', '--mount', 'sh', '-c', script.join(' && ')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(trials.map(({ steps }, at) => ({ file: join(root, `${at}.json`), steps }))));
  return JSON.parse(await text(child.stdout));
};
