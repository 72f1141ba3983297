import { text as textOf } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { createAdmission } from '../../src/downstream/admission.ts';
import type { Doors } from '../../src/downstream/doors.ts';
import { socketPair } from '../support/socket-pair.ts';
import { until } from '../upstream/turns.ts';

const doors = (allowed = true) =>
  ({ access: () => ({ allowed: () => allowed }), limits: { connectionsPerClient: 1 } }) as unknown as Doors;

it('whoever is allowed has a way, and is counted until its connection closes', async () => {
  const { admit, sockets } = createAdmission(doors(), 'wx1');
  const [near, far] = await socketPair();
  expect(admit(far, '127.0.0.1')).toMatchObject({ device: '127.0.0.1', app: 'wx1', authority: null, secure: false });
  expect(sockets.size).toBe(1);
  const [late, turnedAway] = await socketPair();
  expect([admit(turnedAway, '127.0.0.1'), turnedAway.destroyed, sockets.size]).toEqual([null, true, 1]);
  for (const socket of [near, far, late]) socket.destroy();
  await until(() => sockets.size === 0);
  const [again, welcome] = await socketPair();
  expect(admit(welcome, '127.0.0.1')).not.toBeNull();
  for (const socket of [again, welcome]) socket.destroy();
});

it('whoever is not reads why', async () => {
  const { admit, sockets } = createAdmission(doors(false), null);
  const [near, far] = await socketPair();
  expect([admit(far, '127.0.0.1'), sockets.size]).toEqual([null, 0]);
  const text = textOf(near);
  near.end();
  expect(await text).toMatch(/^HTTP\/1\.1 403 .*127\.0\.0\.1 may not use this gate/s);
});

it('counts by the address that it is told, whatever that of the socket is', async () => {
  const { admit } = createAdmission(doors(), null);
  const [near, far] = await socketPair();
  const [other, next] = await socketPair();
  expect([admit(far, '192.0.2.1')?.device, admit(next, '192.0.2.2')?.device]).toEqual(['192.0.2.1', '192.0.2.2']);
  for (const socket of [near, other]) socket.destroy();
});
