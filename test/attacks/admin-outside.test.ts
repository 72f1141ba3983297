import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { echoApp } from '../support/started.ts';

/** All on the loopback device: a kernel need not know any other. */
const NETWORK = ['ip link set lo up', 'ip addr add 10.77.0.1/24 dev lo'];

itNeeds('ip')(
  'the admin port of a whole gate is in the clear on loopback, and elsewhere behind TLS by the CA of the gate',
  async () => {
    const root = await folder({ 'app.json': echoApp });
    const inside = `node test/attacks/admin-outside.mjs dist/cli.js ${join(root, 'app.json')} ${join(root, 'certs')}`;
    const script = [...NETWORK, inside].join(' && ');
    const { stdout } = await promisify(execFile)('unshare', ['--net', 'sh', '-c', script], { timeout: 20_000 });
    expect(JSON.parse(stdout)).toEqual({
      ...{ inside: 200, outside: 200, reader: 200, stranger: 401, clear: 'ECONNRESET' },
      cookie: '; Path=/; HttpOnly; SameSite=Strict; Secure',
    });
  },
  30_000,
);
