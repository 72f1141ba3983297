import { BIG_BYTES } from '../hosts.mjs';
import { median } from '../statistics.mjs';

const GIB = 1024 ** 3;

/** Some transfers of 100 MiB after one that is not measured: cost of a GiB, speed of one, and the proxy's memory. */
export const transfers = async ({ meter, size }, transfer) => {
  await transfer();
  const times = [];
  const { cpuMs, peakBytes } = await meter.around(async () => {
    for (let n = 0; n < size.transfers; n += 1) {
      const began = performance.now();
      await transfer();
      times.push(performance.now() - began);
    }
  });
  return {
    cpuSPerGiB: cpuMs === null ? null : cpuMs / 1000 / ((size.transfers * BIG_BYTES) / GIB),
    MBps: BIG_BYTES / 1e6 / (median(times) / 1000),
    peakBytes,
  };
};
