import { describe, expect, it } from 'vitest';
import { ask, Refused, tunnel } from '../support/client.ts';
import { tcpOrigin } from '../support/origin.ts';
import { openWorld, SHOP, type World } from '../support/world.ts';

const SPELLINGS = [
  '127.0.0.1',
  'localhost',
  'a.localhost',
  'localhost.',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '2130706433',
  '0x7f.1',
  '127.1',
  '0177.0.0.1',
  '169.254.169.254',
];

/** The rule that refuses a CONNECT; null: the tunnel was opened. */
const refusal = async (world: World, target: string): Promise<unknown> => {
  try {
    (await tunnel(world, target)).destroy();
    return null;
  } catch (error) {
    if (error instanceof Refused) return JSON.parse(error.body).rule;
    throw error;
  }
};

describe('nothing reaches the host’s own addresses', () => {
  it.each(SPELLINGS)('by CONNECT to %s', async (host) => {
    const target = await tcpOrigin(() => {});
    const world = await openWorld();
    for (const port of [target.port, world.port, world.gateway.admin.port]) {
      expect(['no-localhost', 'lan-address', 'no-ip-literal']).toContain(await refusal(world, `${host}:${port}`));
    }
    expect(target.accepted()).toBe(0);
  });

  it.each(SPELLINGS)('by the absolute form of %s', async (host) => {
    const world = await openWorld();
    const answer = await ask(world, `http://${host}:${world.gateway.admin.port}/healthz`);
    expect(answer.status).toBe(403);
  });

  it.each(SPELLINGS.filter((host) => !host.startsWith('169') && host !== 'a.localhost'))(
    'where verification is switched off, %s is still refused',
    async (host) => {
      const world = await openWorld({ app: { skipVerification: true } });
      const answer = await ask(world, `http://${host}:${world.gateway.admin.port}/healthz`);
      expect([answer.status, answer.headers['x-mpgate-rule']]).toEqual([502, 'upstream-address']);
    },
  );

  it.each(['port', 'admin'] as const)(
    'by a listed name that the operator maps to the %s of the gate',
    async (which) => {
      const first = await openWorld();
      const own = which === 'port' ? first.port : first.gateway.admin.port;
      await first.gateway.close();
      const listen = which === 'port' ? { listen: { host: '127.0.0.1', port: own } } : { admin: { port: own } };
      const world = await openWorld({ gate: listen, resolve: { 'api.shop.test': own } });
      const answer = await ask(world, 'https://api.shop.test/');
      expect([answer.status, answer.headers['x-mpgate-rule']]).toEqual([502, 'upstream-address']);
    },
  );

  it('by a listed name that resolves there', async () => {
    const name = 'ip6-localhost';
    const world = await openWorld({ app: { domains: { ...SHOP, request: [`https://${name}`] } } });
    const answer = await ask(world, `https://${name}/`);
    expect([answer.status, answer.headers['x-mpgate-rule'] ?? answer.headers['x-mpgate-failure']]).toEqual([
      502,
      expect.stringMatching(/^(upstream-address|ENOTFOUND|EAI_AGAIN)$/),
    ]);
  });
});
