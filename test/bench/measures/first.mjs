import { Client, getBytes } from '../client.mjs';
import { newHost, WARM_HOSTS } from '../hosts.mjs';
import { quantile } from '../statistics.mjs';

/** First request to a host that the proxy has not met: a leaf is minted, and there are two whole handshakes. */
export const first = {
  isAlone: false,
  run: async (bench) => {
    for (let n = 0; n < WARM_HOSTS; n += 1) await meet(bench, newHost(n));
    const times = [];
    const { cpuMs } = await bench.meter.around(async () => {
      for (let n = WARM_HOSTS; n < WARM_HOSTS + bench.size.hosts; n += 1) times.push(await meet(bench, newHost(n)));
    });
    return {
      p50Ms: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      cpuMs: cpuMs === null ? null : cpuMs / times.length,
    };
  },
};

const meet = async ({ open, origin, sources }, hostname) => {
  const began = performance.now();
  const client = new Client(await open(hostname, origin.many, sources[0]));
  await client.get(getBytes(hostname, origin.many, '/small'));
  const took = performance.now() - began;
  client.socket.destroy();
  return took;
};
