import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Two ends of one TCP connection on loopback. */
export const socketPair = async (): Promise<[Socket, Socket]> => {
  const server = createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const accepted = once(server, 'connection');
  const near = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  const [far] = (await accepted) as [Socket];
  server.close();
  return [near, far];
};
