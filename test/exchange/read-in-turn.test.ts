import { once } from 'node:events';
import { expect, it } from 'vitest';
import { readInTurn } from '../../src/exchange/read-in-turn.ts';
import { openDesk } from './desk.ts';

it('leaves no listener behind, and the next request of the connection is read', async () => {
  const desk = await openDesk({ take: ({ response }) => void response.end('ok') });
  const { socket, text } = await desk.client();
  const get = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\n\r\n';
  socket.write(get);
  const { request } = await desk.nth(0);
  const before = request.socket.listenerCount('data');
  readInTurn(request.socket);
  readInTurn(request.socket);
  expect(request.socket.listenerCount('data')).toBe(before);
  socket.write(get);
  await desk.nth(1);
  socket.end();
  await once(socket, 'close');
  expect(text().match(/200 OK/g)).toHaveLength(2);
});
