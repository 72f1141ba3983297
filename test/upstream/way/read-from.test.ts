import { expect, it } from 'vitest';
import { readFrom } from '../../../src/upstream/way/read-from.ts';
import { socketPair } from '../../support/socket-pair.ts';
import { take } from '../../support/socks.ts';

it('reads what is asked for however it is cut, and leaves the rest in the socket', async () => {
  const [near, far] = await socketPair();
  const read = readFrom(near, (socket): Buffer | null => socket.read(3));
  far.write('a');
  far.write('bcde');
  expect(String(await read)).toBe('abc');
  expect(String(await take(near, 2))).toBe('de');
});

it('rejects when the proxy leaves, and when what it says is refused', async () => {
  const [near, far] = await socketPair();
  const read = readFrom(near, (socket): Buffer | null => (socket.read(3)?.length === 3 ? Buffer.alloc(1) : null));
  far.end('a');
  await expect(read).rejects.toMatchObject({ code: 'UPSTREAM_PROXY_ECONNRESET' });
  const [other] = await socketPair();
  const refusing = readFrom(other, () => {
    throw new Error('not that');
  });
  await expect(refusing).rejects.toMatchObject({ code: 'UPSTREAM_PROXY_BAD_RESPONSE' });
  expect(other.destroyed).toBe(true);
});
