import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { reachedBy } from '../../src/downstream/reached-by.ts';

it('is IPv4 also where the listener is IPv6', async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  const came = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const client = connect(port, '127.0.0.1');
  expect(reachedBy(await came)).toEqual({ address: '127.0.0.1', port });
  client.destroy();
});
