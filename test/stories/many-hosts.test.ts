/** Two hundred servers are checked in one go, and one that says nothing holds nobody up. */
import { expect, it } from 'vitest';
import { folder } from '../support/folder.ts';
import { certified, tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { run } from '../support/run.ts';
import { trustedCa } from '../support/world.ts';

/** Says on stderr how much memory a process ever held, KiB. */
const METER = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;
const HOSTS = 200;

it('200 hosts, one of them dead, in bounded time and memory, with a word on each', async () => {
  const names = Array.from({ length: HOSTS - 1 }, (_, place) => `h${place}.many.test`);
  const servers = await Promise.all(names.slice(0, 4).map(() => tlsOrigin(() => {}, certified('*.many.test'))));
  const silent = await tcpOrigin((socket) => void socket.resume());
  const cwd = await folder({ 'root.pem': trustedCa().cert });
  const where = names.map((name, place) => `${name}=127.0.0.1:${servers[place % servers.length]?.port}`);
  const mappings = [...where, `dead.many.test=127.0.0.1:${silent.port}`].flatMap((one) => ['--resolve', one]);
  const program = new URL('../../dist/cli.js', import.meta.url).pathname;
  const words = [
    'check',
    '--json',
    '--ca',
    `${cwd}/root.pem`,
    '--min-days',
    '0',
    ...mappings,
    'dead.many.test',
    ...names,
  ];
  const began = performance.now();
  const { code, stdout, stderr } = await run(process.execPath, ['--import', METER, program, ...words]);
  expect(performance.now() - began).toBeLessThan(30_000);
  const { hosts } = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(hosts).toHaveLength(HOSTS);
  const bad = hosts.filter(({ ok }: { ok: boolean }) => !ok);
  expect(bad).toEqual([expect.objectContaining({ host: 'dead.many.test' })]);
  expect(Number(/peak (\d+)/.exec(stderr)?.[1])).toBeLessThan(200 * 1024);
}, 60_000);
