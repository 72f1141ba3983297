import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { itNeeds } from '../support/needs.ts';
import { APPID, SHOP } from '../support/world.ts';

/** All on the loopback device: a kernel need not know any other. */
const NETWORK = [
  'ip link set lo up',
  ...['10.77.0.1/24', '10.77.0.2/24', '10.77.0.3/24', '10.78.0.3/24'].map((address) => `ip addr add ${address} dev lo`),
];

itNeeds('ip')(
  'an address in the phone’s own network is allowed over http and ws; the phone itself, another network and the gate are not',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mpgate-lan-'));
    const app = join(folder, 'app.json');
    writeFileSync(app, JSON.stringify({ appid: APPID, name: 'Shop', profile: 'tcsas', version: '0', domains: SHOP }));
    const inside = `node test/support/lan.mjs dist/cli.js ${app} ${join(folder, 'certs')}`;
    const script = [...NETWORK, inside].join(' && ');
    const { stdout } = await promisify(execFile)('unshare', ['--net', 'sh', '-c', script], { timeout: 20_000 });
    rmSync(folder, { recursive: true });
    expect(JSON.parse(stdout)).toEqual({
      printer: '200',
      socket: '101',
      itself: '403 lan-address',
      otherNet: '403 lan-address',
      gate: '502 upstream-address',
    });
  },
  30_000,
);
