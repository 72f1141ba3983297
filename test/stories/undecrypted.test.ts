/** Where nothing is decrypted, all that needs no decryption holds. */
import { expect, it } from 'vitest';
import { Refused, tunnel } from '../support/client.ts';
import { tcpOrigin } from '../support/origin.ts';
import { openWorld, type World } from '../support/world.ts';

/** A gate that decrypts nothing, and a server for the shop. */
const shop = async (app: object): Promise<World> => {
  const { port } = await tcpOrigin((socket) => void socket.resume());
  return openWorld({ app, gate: { decrypt: 'never' }, resolve: { '*.shop.test': port } });
};

it.each([
  ['domain-allowlist', 'other.shop.test:443', {}],
  ['no-parent-domain', 'a.api.shop.test:443', {}],
  ['no-ip-literal', '11.0.0.9:443', {}],
  ['lan-address', '11.0.0.9:443', {}],
  ['no-localhost', 'localhost:443', {}],
  ['port-exact', 'api.shop.test:8443', { profile: 'tcsas-2024' }],
  ['forbidden-domain', 'api.weixin.qq.com:443', { profile: 'wechat' }],
])('%s refuses a tunnel to %s', async (rule, target, app) => {
  const world = await shop(app);
  await expect(tunnel(world, target)).rejects.toThrow(Refused);
  const [flow] = await world.flows();
  const broken = flow?.verdicts.flatMap(({ violations }) => violations.map((violation) => violation.rule));
  expect([flow?.end?.outcome, broken]).toEqual(['refused', expect.arrayContaining([rule])]);
});

it('background-blocked refuses a tunnel to a listed host', async () => {
  const world = await shop({});
  await world.tell({ foreground: false });
  await expect(tunnel(world, 'api.shop.test:443')).rejects.toThrow(Refused);
  const refused = { outcome: 'refused', how: 'connect', cause: { rule: 'background-blocked' } };
  expect((await world.flows())[0]?.end).toMatchObject(refused);
});

it('upstream-address refuses a tunnel to a listed host that leads to the gate itself', async () => {
  const world = await openWorld({
    app: { domains: { request: ['https://own.shop.test'] } },
    gate: { decrypt: 'never' },
    resolve: { 'own.shop.test': '127.0.0.1' },
  });
  await expect(tunnel(world, `own.shop.test:${world.port}`)).rejects.toThrow(Refused);
  const refused = { outcome: 'refused', how: 'connect', cause: { rule: 'upstream-address' } };
  expect((await world.flows())[0]?.end).toMatchObject(refused);
});

it('a listed host passes', async () => {
  const world = await shop({});
  (await tunnel(world, 'api.shop.test:443')).destroy();
});
