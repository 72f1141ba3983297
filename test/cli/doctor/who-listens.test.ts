import { expect, it } from 'vitest';
import { caBehind, isAdmin } from '../../../src/cli/doctor/who-listens.ts';
import { httpOrigin } from '../../support/origin.ts';
import { openWorld } from '../../support/world.ts';

const at = (port: number, host = '127.0.0.1') => ({ host, port });

it('knows a gate by its CA, and its admin port by its health', async () => {
  const { port, gateway } = await openWorld();
  expect(await caBehind(at(port))).toBe(gateway.ca.fingerprint);
  expect(await caBehind(at(port, '0.0.0.0'))).toBe(gateway.ca.fingerprint);
  expect([await isAdmin(at(port)), await isAdmin(at(gateway.admin.port))]).toEqual([false, true]);
});

it.each([
  ['says something else', (send: (body: string) => void) => send('hello')],
  ['says too much', (send: (body: string) => void) => send('x'.repeat(1_000_000))],
])('takes nothing for a gate that %s', async (_, say) => {
  const { port } = await httpOrigin((__, response) => say((body) => void response.end(body)));
  expect([await caBehind(at(port)), await isAdmin(at(port))]).toEqual([null, false]);
});

it('follows no redirect', async () => {
  const world = await openWorld();
  const { port } = await httpOrigin((_, response) => {
    response.writeHead(302, { location: `${world.proxy}/ca.cer` }).end();
  });
  expect(await caBehind(at(port))).toBeNull();
});
