import { setTimeout as pause } from 'node:timers/promises';
import { Client, getBytes } from '../client.mjs';
import { KEPT } from '../hosts.mjs';
import { gather, leave } from './crowd.mjs';

const AT_ONCE = 16;
const SETTLE_MS = 2_000;

/** Memory with many tunnels open, each of which has carried one request. */
export const tunnels = {
  isAlone: true,
  run: async (bench) => {
    await pause(SETTLE_MS / 2);
    const idleBytes = bench.meter.rssBytes();
    leave(await gather(bench, 1));
    const clients = await openMany(bench);
    await pause(SETTLE_MS);
    const open = clients.filter(({ closed }) => !closed).length;
    if (open < bench.size.tunnels) throw new Error(`only ${open} of ${bench.size.tunnels} tunnels stayed open`);
    const rssBytes = bench.meter.rssBytes();
    leave({ clients });
    return { idleBytes, rssBytes, open };
  },
};

const openMany = async ({ open, origin, sources, size }) => {
  const request = getBytes(KEPT, origin.one, '/small');
  const clients = [];
  let begun = 0;
  const work = async () => {
    while (begun < size.tunnels) {
      begun += 1;
      const client = new Client(await open(KEPT, origin.one, sources[begun % sources.length]));
      await client.get(request);
      clients.push(client);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return clients;
};
