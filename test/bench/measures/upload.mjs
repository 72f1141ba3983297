import { once } from 'node:events';
import { Client } from '../client.mjs';
import { BIG_BYTES, KEPT } from '../hosts.mjs';
import { transfers } from './bulk.mjs';

const BLOCK = Buffer.alloc(262_144, 'x');

/** 100 MiB to the origin, on one connection. Squid 5.7 closes it now and then: that round has no value then. */
export const upload = {
  isAlone: false,
  run: async (bench) => {
    const port = bench.origin.sink;
    const client = new Client(await bench.open(KEPT, port, bench.sources[0]));
    const result = await transfers(bench, () => client.exchange((socket) => void post(socket, port)));
    client.socket.destroy();
    return result;
  },
};

/** If the connection ends meanwhile, the client says so. */
const post = async (socket, port) => {
  socket.write(
    `POST /sink HTTP/1.1\r\nHost: ${KEPT}:${port}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${BIG_BYTES}\r\n\r\n`,
  );
  for (let sent = 0; sent < BIG_BYTES && !socket.destroyed; sent += BLOCK.length) {
    if (!socket.write(BLOCK)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
};
