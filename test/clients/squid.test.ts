import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { ask } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { itNeeds } from '../support/needs.ts';
import { httpOrigin, httpsOrigin, mirror } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { LAX } from '../support/users.ts';
import { openWorld } from '../support/world.ts';

/** Squid on loopback, which knows api.shop.test and lets nobody through to a port but this one. `first`: lines before those. `at`: its port. */
const squid = async (allowed: number, first = '', at: number | null = null): Promise<number> => {
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'mpgate-squid-')), at ?? (await freePort())];
  writeFileSync(join(folder, 'hosts'), '127.0.0.1 api.shop.test\n');
  writeFileSync(
    join(folder, 'squid.conf'),
    `http_port 127.0.0.1:${port}
acl shop port ${allowed}
acl SSL_ports port 443
${first}
http_access deny !shop
http_access allow all
hosts_file ${folder}/hosts
cache deny all
access_log none
cache_log ${folder}/cache.log
pid_filename none
pinger_enable off
visible_hostname squid.test
`,
  );
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'proxy:', folder]);
  const child = spawn('/usr/sbin/squid', ['-N', '-n', `test${port}`, '-f', join(folder, 'squid.conf')], {
    stdio: 'ignore',
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  await until('Squid listens', () => isOpen(port));
  return port;
};

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });

itNeeds('squid')(
  'Squid as the upstream proxy: it looks the name up, and what it forbids is told as its own',
  async () => {
    const origin = await httpsOrigin(mirror);
    const upstreamProxy = `http://127.0.0.1:${await squid(origin.port)}`;
    const world = await openWorld({ gate: { upstreamProxy }, app: { rules: { 'port-exact': 'off' } } });
    expect((await ask(world, `https://api.shop.test:${origin.port}/a`)).status).toBe(200);
    const refused = await ask(world, 'https://api.shop.test/a');
    expect([refused.status, refused.headers['x-mpgate-failure']]).toEqual([502, 'UPSTREAM_PROXY_403']);
  },
  30_000,
);

itNeeds('squid')(
  'Squid with the ports of its own default: plain requests pass to port 80 and high ones, tunnels to 443 alone',
  async () => {
    const origin = await httpOrigin(mirror);
    const upstreamProxy = `http://127.0.0.1:${await squid(origin.port, 'http_access deny CONNECT !SSL_ports')}`;
    const world = await openWorld({ gate: { upstreamProxy }, app: { rules: { ...LAX, 'port-exact': 'off' } } });
    for (const method of ['GET', 'POST']) {
      const { status, body } = await ask(world, `http://api.shop.test:${origin.port}/a`, { method });
      expect([status, JSON.parse(body)]).toEqual([200, expect.objectContaining({ method, url: '/a' })]);
    }
    const tunnelled = await ask(world, `https://api.shop.test:${origin.port}/a`);
    expect(tunnelled.headers['x-mpgate-failure']).toBe('UPSTREAM_PROXY_403');
  },
  30_000,
);

itNeeds('squid')(
  'Squid whose own parent is the gate: a loop, and told as one',
  async () => {
    const port = await freePort();
    const world = await openWorld({ gate: { upstreamProxy: `http://127.0.0.1:${port}` }, app: { rules: LAX } });
    const parent = `cache_peer 127.0.0.1 parent ${world.port} 0 no-query no-digest default\nnever_direct allow all`;
    await squid(80, `${parent}\nhttp_access allow SSL_ports`, port);
    const refused = await ask(world, 'https://api.shop.test/a');
    expect([refused.status, refused.headers['x-mpgate-failure']]).toEqual([502, 'UPSTREAM_PROXY_LOOP']);
    expect((await ask(world, 'http://api.shop.test/a')).headers['x-mpgate-failure']).toBe('UPSTREAM_PROXY_LOOP');
    expect((await world.flows()).length).toBe(2);
  },
  30_000,
);
