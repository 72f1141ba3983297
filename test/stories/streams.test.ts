import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { itNeeds } from '../support/needs.ts';
import { httpsOrigin } from '../support/origin.ts';
import { APPID, SHOP, trustedCa } from '../support/world.ts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const BLOCK = Buffer.alloc(256 * 1024, 'x');

const gigabyte = () =>
  Readable.from(
    (function* () {
      for (let sent = 0; sent < GIB; sent += BLOCK.length) yield BLOCK;
    })(),
  );

/** A gate in a process of its own, so that its memory can be read. */
const openGate = async (originPort: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'mpgate-streams-'));
  const app = {
    appid: APPID,
    name: 'Shop',
    profile: 'tcsas',
    version: '0',
    domains: { ...SHOP, request: ['https://api.shop.test'] },
  };
  writeFileSync(join(folder, 'app.json'), JSON.stringify(app));
  writeFileSync(join(folder, 'trusted.pem'), trustedCa().cert);
  const gate = {
    listen: { host: '127.0.0.1', port: 0 },
    admin: { port: 0 },
    apps: ['./app.json'],
    caDir: './certs',
    upstreamCa: ['./trusted.pem'],
    resolve: { 'api.shop.test': `127.0.0.1:${originPort}` },
  };
  writeFileSync(join(folder, 'mpgate.json'), JSON.stringify(gate));
  const child = spawn(process.execPath, ['dist/cli.js', 'start', '-c', join(folder, 'mpgate.json'), '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { listeners } = JSON.parse(line);
  return { pid: child.pid, port: listeners[0].port, ca: join(folder, 'certs', 'ca.pem') };
};

/** The most memory that a process has had, MiB. */
const peakMib = (pid: number | undefined): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

itNeeds('curl')(
  'a gigabyte up and a gigabyte down pass at flat memory',
  async () => {
    let received = 0;
    const origin = await httpsOrigin((request, response) => {
      if (request.method === 'GET') return void gigabyte().pipe(response.writeHead(200, { 'content-length': GIB }));
      request.on('data', (chunk) => {
        received += chunk.length;
      });
      request.on('end', () => response.end('taken'));
    });
    const { pid, port, ca } = await openGate(origin.port);
    const common = [
      '-sS',
      '-x',
      `http://127.0.0.1:${port}`,
      '--cacert',
      ca,
      '-o',
      '/dev/null',
      '-w',
      '%{http_code} %{size_download}',
    ];
    const url = 'https://api.shop.test/big';
    const curl = (...more: string[]) => promisify(execFile)('curl', [...common, ...more, url]);
    await curl('-r', '0-0', '-I');
    const before = peakMib(pid);
    expect((await curl()).stdout).toBe(`200 ${GIB}`);
    const file = join(mkdtempSync(join(tmpdir(), 'mpgate-big-')), 'sparse');
    await promisify(execFile)('truncate', ['-s', String(GIB), file]);
    await curl('-X', 'POST', '-H', 'Content-Type: application/octet-stream', '-T', file);
    rmSync(join(file, '..'), { recursive: true });
    expect(received).toBe(GIB);
    expect(peakMib(pid) - before).toBeLessThan((200 * MIB) / MIB);
  },
  90_000,
);
