import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ALL_HOSTS } from '../hosts.mjs';
import { CPU, startOn } from '../started.mjs';

const APPID = 'wx0123456789abcdef';
const START_MS = 20_000;

/** A built checkout of mpgate, as a user runs it: every rule on, and the usual log, into a file. */
export const mpgate = (name, root) => {
  const cli = join(root, 'dist', 'cli.js');
  return {
    name,
    missing: () => (existsSync(cli) ? null : `${cli} is not there: run "npm run build" in ${root}`),
    start: async ({ folder, origin }) => {
      const files = writeConfig(folder, origin);
      const log = openSync(join(folder, 'mpgate.log'), 'a');
      const command = [process.execPath, cli, 'start', '--json', '-c', files.gate];
      const child = startOn(CPU.proxy, command, { cwd: folder, stdio: ['ignore', 'pipe', log] });
      closeSync(log);
      const { listeners, ca } = JSON.parse(await firstLine(child, name));
      return { proxy: { host: '127.0.0.1', port: listeners[0].port }, ca: ca.file, child };
    },
  };
};

const writeConfig = (folder, origin) => {
  const urls = ALL_HOSTS.map((host) => `https://${host}`);
  const domains = { request: urls, uploadFile: urls, downloadFile: urls };
  mkdirSync(join(folder, 'apps'));
  writeFileSync(join(folder, 'apps', 'bench.json'), JSON.stringify({ appid: APPID, profile: 'tcsas', domains }));
  const gate = {
    listen: { host: '127.0.0.1', port: 0 },
    admin: { port: 0 },
    apps: ['./apps/*.json'],
    defaultApp: APPID,
    resolve: { '*.bench.test': '127.0.0.1' },
    upstreamCa: [origin.ca],
    caDir: './ca',
  };
  writeFileSync(join(folder, 'mpgate.json'), JSON.stringify(gate));
  return { gate: join(folder, 'mpgate.json') };
};

const firstLine = (child, name) =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} did not start within ${START_MS} ms`)), START_MS);
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      clearTimeout(late);
      resolve(line);
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} instead of starting`)));
  });
