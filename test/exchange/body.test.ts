import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { requestBody } from '../../src/exchange/body.ts';
import { settled, until } from '../upstream/turns.ts';
import { openDesk } from './desk.ts';

const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\n';

const begun = async (bytes: string) => {
  const desk = await openDesk();
  const client = await desk.client();
  client.socket.write(bytes);
  const inbound = await desk.nth(0);
  const count = { bytes: 0, passed: 0 };
  const body = requestBody(
    inbound.request,
    (chunk) => {
      count.bytes += chunk.length;
    },
    () => {
      count.passed += 1;
    },
  );
  return { ...inbound, client, body, count, desk };
};

describe('a request’s body', () => {
  it.each([
    ['with a length', 'Content-Length: 5\r\n\r\nhello'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n'],
  ])('%s is passed on and counted', async (_, rest) => {
    const { body, count } = await begun(HEAD + rest);
    expect([await textOf(body), count.bytes, count.passed]).toEqual(['hello', 5, 1]);
  });

  it('waits for whoever reads it', async () => {
    const total = 32 * 1024 * 1024;
    const { body, count, client } = await begun(`${HEAD}Content-Length: ${total}\r\n\r\n`);
    client.socket.write(Buffer.alloc(total));
    body.read(0);
    await settled(() => count.bytes);
    expect(count.bytes).toBeLessThan(1024 * 1024);
    body.resume();
    await once(body, 'end');
    expect(count.bytes).toBe(total);
  });

  it('may be let go without the request: the client still gets its answer', async () => {
    const { body, response, client, request } = await begun(`${HEAD}Content-Length: 99\r\n\r\nbegun`);
    body.read(0);
    body.destroy();
    await once(body, 'close');
    expect(request.destroyed).toBe(false);
    response.end('early');
    await until(() => client.text().endsWith('early'));
  });

  it('ends in an error where the client leaves before its end, also if nobody listens', async () => {
    const { body, client, count } = await begun(`${HEAD}Content-Length: 99\r\n\r\nbegun`);
    client.socket.destroy();
    await until(() => body.destroyed);
    expect(count.passed).toBe(0);
    expect(body.errored?.message).toBe('the client left while it sent its request');
  });

  it('is whole where the client leaves after its end', async () => {
    const { body, client, request } = await begun(`${HEAD}Content-Length: 5\r\n\r\nhello`);
    const whole = textOf(body);
    await until(() => request.complete);
    client.socket.destroy();
    expect(await whole).toBe('hello');
  });
});
