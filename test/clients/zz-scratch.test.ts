import { once } from 'node:events';
import { connect as tlsConnect } from 'node:tls';
import { it } from 'vitest';
import { tunnel } from '../support/client.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { run } from '../support/run.ts';
import { openWorld } from '../support/world.ts';

it('x', async () => {
  const api = await httpsOrigin(mirror);
  const world = await openWorld({ gate: { block: 'cut' }, resolve: { '*.shop.test': api.port } });
  for (const [host, m] of [
    ['api.shop.test', 'PATCH'],
    ['ws.shop.test', 'GET'],
    ['api.shop.test', 'PATCH'],
    ['ws.shop.test', 'GET'],
  ] as const) {
    const raw = await tunnel(world, `${host}:443`);
    const tls = tlsConnect({ socket: raw, ca: world.ca, servername: host });
    await once(tls, 'secureConnect');
    raw.on('error', (_e) => {});
    raw.on('end', () => {});
    raw.on('close', (_h) => {});
    tls.on('error', (_e) => {});
    tls.on('end', () => {});
    tls.resume();
    tls.write(`${m} / HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
    await once(tls, 'close').catch(() => {});
    const _r = await run('curl', [
      '-qsSi',
      '-X',
      m,
      '--cacert',
      world.caFile,
      '--http1.1',
      '--proxy',
      world.proxy,
      `https://${host}/goods?q=red`,
    ]);
    const _s = await run(
      'openssl',
      [
        's_client',
        '-quiet',
        '-ign_eof',
        '-proxy',
        `127.0.0.1:${world.port}`,
        '-connect',
        `${host}:443`,
        '-servername',
        host,
      ],
      { input: `${m} / HTTP/1.1\r\nhost: ${host}\r\n\r\n` },
    );
  }
});
