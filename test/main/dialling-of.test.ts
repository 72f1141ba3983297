import { expect, it } from 'vitest';
import { gateSchema } from '../../src/config/gate-schema.ts';
import { diallingOf } from '../../src/main/dialling-of.ts';
import { authorityOf } from '../support/facts.ts';
import { trustedCa } from '../support/world.ts';

const isOwn = (_address: string, port: number) => port === 8080;
const made = (settings: object) => diallingOf(gateSchema.parse(settings), [trustedCa().cert], { has: isOwn });

it('goes to servers itself, at the mapped places, within the settings’ time', async () => {
  const dialling = made({ resolve: { 'api.shop.test': '127.0.0.1:9443' }, limits: { handshakeMs: 1_234 } });
  expect([dialling.way, dialling.handshakeMs, dialling.isOwn('127.0.0.1', 8080, 'tcp')]).toEqual([null, 1_234, true]);
  expect(await dialling.resolve(authorityOf('api.shop.test'))).toEqual([
    { address: '127.0.0.1', port: 9443, mapped: true },
  ]);
});

it('an upstream proxy looks up what is not mapped', () => {
  const { way } = made({ resolve: { 'api.shop.test': '127.0.0.1' }, upstreamProxy: 'http://proxy.test:3128' });
  expect(['api.shop.test', 'cdn.shop.test'].map((name) => way?.looksUp(authorityOf(name)))).toEqual([false, true]);
});
