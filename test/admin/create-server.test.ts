import { expect, it } from 'vitest';
import { createServer } from '../../src/admin/create-server.ts';

it('has bounds, and reads no plain text', async () => {
  const app = createServer(() => {});
  expect(app.server.maxConnections).toBe(512);
  app.post('/', (request) => ({ body: request.body }));
  const send = (payload: string, type: string) =>
    app.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': type } });
  expect((await send('{"a":1}', 'application/json')).json()).toEqual({ body: { a: 1 } });
  expect((await send('a', 'text/plain')).statusCode).toBe(415);
  expect((await send(`"${'x'.repeat(20_000)}"`, 'application/json')).statusCode).toBe(413);
});
