import { Client, getBytes } from '../client.mjs';
import { BIG_BYTES, KEPT } from '../hosts.mjs';
import { transfers } from './bulk.mjs';

/** 100 MiB from the origin, on one connection. */
export const download = {
  isAlone: false,
  run: async (bench) => {
    const port = bench.origin.one;
    const client = new Client(await bench.open(KEPT, port, bench.sources[0]));
    const result = await transfers(bench, async () => {
      const length = await client.get(getBytes(KEPT, port, '/big'));
      if (length !== BIG_BYTES) throw new Error(`${length} bytes came instead of ${BIG_BYTES}`);
    });
    client.socket.destroy();
    return result;
  },
};
