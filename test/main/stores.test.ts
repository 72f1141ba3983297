import { expect, it } from 'vitest';
import { openRoot } from '../../src/ca/root.ts';
import { gateSchema } from '../../src/config/gate-schema.ts';
import { createStores } from '../../src/main/stores.ts';
import { folder } from '../support/folder.ts';

it('a new session of a device forgets its verified pins and the certificates it refused', async () => {
  const { devices, pins, distrust } = createStores(await openRoot({ dir: await folder({}) }), gateSchema.parse({}));
  for (const device of ['10.0.0.1', '10.0.0.2']) {
    pins.add(device, 'app', 'api.shop.test');
    distrust.add(device, 'api.shop.test');
  }
  devices.change('10.0.0.1', { newSession: true });
  expect([pins.size(), distrust.size()]).toEqual([1, 1]);
  expect([pins.has('10.0.0.2', 'app', 'api.shop.test'), distrust.has('10.0.0.2', 'api.shop.test')]).toEqual([
    true,
    true,
  ]);
});

it('each begins empty', async () => {
  const { flows, slots, pool, leaves, devices } = createStores(
    await openRoot({ dir: await folder({}) }),
    gateSchema.parse({}),
  );
  expect([flows.size, slots.stats(), pool.stats(), leaves.stats(), devices.size]).toEqual([
    0,
    { running: 0, sockets: 0, waiting: 0 },
    { idle: 0, open: 0 },
    { cached: 0, minted: 0, hits: 0 },
    0,
  ]);
});
