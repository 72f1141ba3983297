import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { divide } from '../../src/downstream/divide.ts';
import { socketPair } from '../support/socket-pair.ts';
import { take } from '../support/socks.ts';

/** Who gets the connection, and all that came. */
const given = (socket: Socket, limitMs = 5_000) =>
  new Promise<string>((resolve) => {
    divide(socket, limitMs, {
      http: () => void socket.once('data', (bytes) => resolve(`http ${bytes}`)),
      others: [
        { is: ([first]) => first === 5, take: () => void take(socket, 5).then((bytes) => resolve(`other ${bytes}`)) },
        { is: (first) => String(first) === 'third', take: () => resolve('third') },
      ],
      late: () => resolve('late'),
    });
  });

it.each([
  ['GET /', 'http GET /'],
  ['\u0005\u0001\u0000ab', 'other \u0005\u0001\u0000ab'],
  ['third', 'third'],
])('%j goes whole to whom it is for', async (bytes, to) => {
  const [near, far] = await socketPair();
  const came = given(far);
  near.write(bytes);
  expect(await came).toBe(to);
  expect([far.timeout, far.listenerCount('timeout')]).toEqual([0, 0]);
  for (const socket of [near, far]) socket.destroy();
});

it('a connection that ends without a byte is closed', async () => {
  const [near, far] = await socketPair();
  void given(far);
  near.end();
  await once(far, 'close');
  near.destroy();
});

it('one that is silent is late, and what it says then is for nobody', async () => {
  const [near, far] = await socketPair();
  expect(await given(far, 30)).toBe('late');
  expect([far.listenerCount('data'), far.listenerCount('timeout')]).toEqual([0, 0]);
  for (const socket of [near, far]) socket.destroy();
});
