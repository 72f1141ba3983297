import { expect, it } from 'vitest';
import { endWith } from '../../src/exchange/end-with.ts';
import { until } from '../upstream/turns.ts';
import { openDesk } from './desk.ts';

it.each([
  ['no last bytes', null, false],
  ['few, with the head', Buffer.from([0, 0x80, 0xff]), false],
  ['few, behind the head', Buffer.from([0, 0x80, 0xff]), true],
  ['many', Buffer.alloc(20_000, 0xfe), false],
])('%s end an answer, byte for byte', async (_, last, headSent) => {
  const desk = await openDesk();
  const client = await desk.client();
  client.socket.write('GET / HTTP/1.1\r\nHost: api.shop.test\r\n\r\n');
  const { response } = await desk.nth(0);
  response.writeHead(200, { 'Content-Length': last?.length ?? 0 });
  if (headSent) response.flushHeaders();
  endWith(response, last, headSent);
  const body = () => client.text().split('\r\n\r\n')[1];
  await until(() => body()?.length === (last?.length ?? 0));
  expect(body()).toBe(last?.toString('latin1') ?? '');
});
