import { quantile } from '../statistics.mjs';
import { drive, gather, leave } from './crowd.mjs';

const CONNECTIONS = 32;

/** Small requests on kept connections: what a request costs, and how many go through. */
export const m1 = {
  isAlone: false,
  run: async (bench) => {
    const crowd = await gather(bench, CONNECTIONS);
    await drive(crowd, bench.size.warm);
    const began = performance.now();
    const { value: times, cpuMs, peakBytes } = await bench.meter.around(() => drive(crowd, bench.size.requests));
    const tookMs = performance.now() - began;
    leave(crowd);
    return {
      requests: times.length,
      cpuUs: cpuMs === null ? null : (cpuMs * 1000) / times.length,
      perSecond: times.length / (tookMs / 1000),
      p99Ms: quantile(times, 0.99),
      peakBytes,
    };
  },
};
