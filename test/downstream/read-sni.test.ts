import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { firstByte } from '../../src/downstream/first-byte.ts';
import { type FirstBytes, readSni } from '../../src/downstream/read-sni.ts';
import { clientHello } from '../support/client-hello.ts';
import { socketPair } from '../support/socket-pair.ts';

const HOST = 'api.shop.test';
const HELLO = clientHello(HOST);

/** As in a tunnel: behind a look at the first byte. */
const told = (socket: Socket, limitMs = 5_000) =>
  new Promise<FirstBytes>((resolve) =>
    firstByte(
      socket,
      5_000,
      () => {},
      () => readSni(socket, limitMs, resolve),
    ),
  );

it.each([
  ['in one piece', HELLO, HELLO.length],
  ['byte by byte', HELLO, 1],
  ['with more behind it', Buffer.concat([HELLO, Buffer.from('more')]), 100],
])('is told %s, and left to be read as it came', async (_, bytes, size) => {
  const [near, far] = await socketPair();
  near.setNoDelay(true);
  const known = told(far);
  for (let at = 0; at < bytes.length; at += size) near.write(bytes.subarray(at, at + size));
  expect(await known).toEqual({ sni: HOST });
  let came = Buffer.alloc(0);
  far.on('data', (chunk: Buffer) => {
    came = Buffer.concat([came, chunk]);
  });
  near.end();
  await once(far, 'end');
  expect(came).toEqual(bytes);
  expect([far.listenerCount('readable'), far.listenerCount('close')]).toEqual([0, 0]);
  for (const socket of [near, far]) socket.destroy();
});

it('is none where other bytes come, and they are left to be read', async () => {
  const [near, far] = await socketPair();
  near.write('\u0016no TLS');
  expect(await told(far)).toBe('no handshake');
  expect(String((await once(far, 'data'))[0])).toBe('\u0016no TLS');
  for (const socket of [near, far]) socket.destroy();
});

it.each([
  ['that ends before it', (near: Socket) => near.end()],
  ['that is reset before it', (near: Socket) => near.resetAndDestroy()],
  ['that stands still', (near: Socket) => near],
])('has no end of a client %s', async (_, act) => {
  const [near, far] = await socketPair();
  for (const socket of [near, far]) socket.on('error', () => {});
  near.write(HELLO.subarray(0, 40));
  const known = told(far, 100);
  await once(far, 'readable');
  act(near);
  expect(await known).toBe('unfinished');
  for (const socket of [near, far]) socket.destroy();
});
