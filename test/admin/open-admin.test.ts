import { expect, it } from 'vitest';
import { openWorld } from '../support/world.ts';

it('shows the parts of a gate: its metrics, its flows, its devices and its apps', async () => {
  const world = await openWorld();
  await world.tell({ foreground: false });
  const metrics = await fetch(`http://127.0.0.1:${world.gateway.admin.port}/metrics`);
  expect(await metrics.text()).toMatch(/^mpgate_client_connections 0$/m);
  expect(await world.admin('/api/v1/devices')).toMatchObject({ devices: [{ id: '127.0.0.1', foreground: false }] });
  expect(await world.admin('/api/v1/apps')).toMatchObject({ apps: [{ name: 'Shop' }] });
  expect(await world.flows()).toEqual([]);
});
