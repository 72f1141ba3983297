import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { splice } from '../../src/exchange/splice.ts';
import { socketPair } from '../support/socket-pair.ts';

const world = async (halfOpen: boolean) => {
  const [client, near] = await socketPair();
  const [far, server] = await socketPair();
  const meter = { bytesUp: 0, bytesDown: 0 };
  const over = new Promise<void>((over) => splice({ client: near, server: far, meter, halfOpen, over }));
  return { client, server, meter, over, near, far };
};

const everything = async (socket: Socket): Promise<string> => {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  await once(socket, 'end');
  return text;
};

describe('a splice', () => {
  it('passes bytes both ways, counts them, and passes an end on where one side may go on alone', async () => {
    const { client, server, meter, over } = await world(true);
    client.end('up');
    expect(await everything(server)).toBe('up');
    server.end('down, longer');
    expect(await everything(client)).toBe('down, longer');
    await over;
    expect(meter).toEqual({ bytesUp: 2, bytesDown: 12 });
  });

  it('holds the sender while the receiver does not read, and loses nothing', async () => {
    const { client, server, near, far } = await world(false);
    const total = 64 * 1024 * 1024;
    client.write(Buffer.alloc(total));
    await once(near, 'pause');
    expect(far.writableLength).toBeLessThan(1024 * 1024);
    let seen = 0;
    server.on('data', (chunk) => {
      seen += chunk.length;
      if (seen === total) client.destroy();
    });
    await once(server, 'end');
    expect(seen).toBe(total);
  });

  it('ends both when one ends, where neither goes on alone', async () => {
    const { client, server, over } = await world(false);
    server.resume();
    client.destroy();
    await over;
    await once(server, 'end');
    server.destroy();
  });

  it('passes on what came before the close', async () => {
    const { client, server } = await world(false);
    client.end('last words');
    client.destroySoon();
    expect(await everything(server)).toBe('last words');
    server.destroy();
  });
});
