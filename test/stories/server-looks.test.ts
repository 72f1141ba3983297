/** What a gate sees of servers by looks of its own, in the background. */
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { FindingRow } from '../../src/events/report.ts';
import { askAdmin } from '../admin/asked.ts';
import { ask, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { certified, httpsOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { lookedAt, openWorld, trustedCa, type World } from '../support/world.ts';

const HOST = 'api.shop.test';
const DAY = 86_400_000;
const expired = () => {
  const { chain, key } = trustedCa().issue({
    names: [HOST],
    notBefore: new Date(Date.now() - 30 * DAY),
    notAfter: new Date(Date.now() - DAY),
  });
  return { cert: chain, key };
};

/** A whole TLS connection inside a tunnel that passes unread; it takes any certificate. */
const pass = async (world: World, host = HOST): Promise<void> => {
  const socket = await tunnel(world, `${host}:443`);
  const tls = connectTls({ socket, servername: host, rejectUnauthorized: false });
  await once(tls, 'secureConnect');
  tls.end();
  await once(tls, 'close');
};

const rowsOf = (world: World, rule: string): readonly FindingRow[] =>
  world.gateway.report().findings.filter((row) => row.rule === rule);
const stateOf = (world: World, rule: string) => world.gateway.report().rules.find((row) => row.rule === rule);

describe('of a host that is not decrypted', () => {
  const never = { decrypt: 'never' };

  it('the certificate is judged: one finding, however many flows, and again in a new session', async () => {
    const origin = await httpsOrigin(mirror, expired());
    const world = await openWorld({ gate: never, resolve: { [HOST]: origin.port } });
    await pass(world);
    await lookedAt(world);
    await pass(world);
    await pass(world);
    expect(rowsOf(world, 'cert-dates')).toMatchObject([
      { server: `${HOST}:443`, flows: 3, now: { outcome: 'refused' } },
    ]);
    expect(world.gateway.report()).toMatchObject({ verdict: 'fail', flows: { seen: 3, completed: 3 } });
    expect(world.log().match(/cert-dates: /g)).toHaveLength(1);
    // Three of clients; a handshake and three versions of ours.
    expect(origin.accepted()).toBe(7);
    await askAdmin(world, '/api/v1/session/reset', { method: 'POST' });
    expect(rowsOf(world, 'cert-dates')).toEqual([]);
    await pass(world);
    await lookedAt(world);
    expect(rowsOf(world, 'cert-dates')).toMatchObject([{ flows: 1 }]);
  });

  it('a gate that ends waits for the look, so that a short run has its findings', async () => {
    const origin = await httpsOrigin(mirror, expired());
    const world = await openWorld({ gate: never, resolve: { [HOST]: origin.port } });
    await pass(world);
    await world.gateway.drain(5_000);
    expect(stateOf(world, 'cert-dates')?.state).toBe('fail');
  });

  it('pins are checked, and a good server passes', async () => {
    const origin = await httpsOrigin(mirror);
    const pin = trustedCa().issue({ names: [HOST], freshKey: true }).pin;
    const world = await openWorld({ app: { certs: { [HOST]: [pin] } }, gate: never, resolve: { [HOST]: origin.port } });
    await pass(world);
    await lookedAt(world);
    expect(['pin-spki', 'cert-dates', 'cert-trusted'].map((rule) => stateOf(world, rule)?.state)).toEqual([
      'fail',
      'pass',
      'pass',
    ]);
  });

  it('what a look cannot see is not checkable, with its reason', async () => {
    const mute = await tcpOrigin(() => {});
    const gate = { ...never, limits: { handshakeMs: 200 } };
    const world = await openWorld({ gate, resolve: { [HOST]: mute.port } });
    const socket = await tunnel(world, `${HOST}:443`);
    socket.write(clientHello(HOST));
    await lookedAt(world);
    socket.destroy();
    expect(stateOf(world, 'cert-dates')).toMatchObject({
      state: 'not-checkable',
      reason: expect.stringMatching(/own look at the server failed: no connection within 200 ms/),
    });
  });

  it('a host that the app does not name is left alone', async () => {
    const origin = await httpsOrigin(mirror, certified('push.phone.test'));
    const world = await openWorld({
      gate: { bypass: ['push.phone.test'] },
      resolve: { 'push.phone.test': origin.port },
    });
    await pass(world, 'push.phone.test');
    await lookedAt(world);
    expect(origin.accepted()).toBe(1);
  });
});

describe('of a host that is decrypted', () => {
  it('the versions besides are asked for, once, and a request does not wait for that', async () => {
    const origin = await httpsOrigin(mirror, { ...certified(HOST), minVersion: 'TLSv1.3' });
    const world = await openWorld({ resolve: { [HOST]: origin.port } });
    for (let n = 0; n < 2; n += 1) {
      expect((await ask(world, `https://${HOST}/`)).status).toBe(200);
      await lookedAt(world);
      origin.server.closeAllConnections();
    }
    expect(origin.accepted()).toBe(5);
    expect(rowsOf(world, 'tls-legacy')).toMatchObject([{ server: `${HOST}:443`, flows: 2 }]);
    expect(world.gateway.report()).toMatchObject({ verdict: 'fail', flows: { seen: 2, completed: 2, refused: 0 } });
  });
});

it('a certificate that is only warned of is one finding with a count, and one line of the log', async () => {
  const origin = await httpsOrigin(mirror, expired());
  const app = { rules: { 'cert-dates': 'warn', 'tls-legacy': 'off' } };
  const world = await openWorld({ app, resolve: { [HOST]: origin.port } });
  for (let n = 0; n < 3; n += 1) await ask(world, `https://${HOST}/${n}`);
  expect(rowsOf(world, 'cert-dates')).toMatchObject([{ server: `${HOST}:443`, flows: 3 }]);
  expect(world.log().match(/cert-dates: /g)).toHaveLength(1);
});
