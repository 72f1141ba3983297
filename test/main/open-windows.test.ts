import { expect, it } from 'vitest';
import { openWorld } from '../support/world.ts';

it('opens a port for each listener and one for the admin, and none answers after the end', async () => {
  const world = await openWorld({ gate: { listeners: [{ port: 0, app: 'wx0123456789abcdef' }] } });
  const { listeners, admin } = world.gateway;
  expect(listeners).toHaveLength(2);
  expect(new Set([...listeners, admin].map(({ port }) => port)).size).toBe(3);
  const health = () => fetch(`http://127.0.0.1:${admin.port}/readyz`);
  expect((await health()).status).toBe(200);
  await world.gateway.close();
  await expect(health()).rejects.toThrow();
});

it('makes a token where none is set', async () => {
  const [made, other, set] = await Promise.all([
    openWorld(),
    openWorld(),
    openWorld({ gate: { admin: { port: 0, token: 'of-my-own' } } }),
  ]);
  expect(made.gateway.admin.token).toMatch(/^[\w-]{24}$/);
  expect(other.gateway.admin.token).not.toBe(made.gateway.admin.token);
  expect(set.gateway.admin.token).toBe('of-my-own');
});
