import { expect, it } from 'vitest';
import { ask } from '../support/client.ts';
import { httpsOrigin } from '../support/origin.ts';
import { openWorld, trustedCa } from '../support/world.ts';

it('a device is judged as the platform that it is: iOS wants forward secrecy, Android does not', async () => {
  const { chain, key } = trustedCa().issue({ names: ['api.shop.test'], key: 'rsa2048' });
  const origin = await httpsOrigin((_, response) => void response.end('ok'), {
    ...{ cert: chain, key },
    maxVersion: 'TLSv1.2',
    ciphers: 'AES128-GCM-SHA256:AES256-GCM-SHA384',
  });
  const app = { platform: 'android' };
  const gate = { block: 'explain', listen: { host: '0.0.0.0', port: 0 } };
  const world = await openWorld({ app, gate, resolve: { 'api.shop.test': origin.port } });
  const seen = async (from: string) => {
    const { status, headers } = await ask(world, 'https://api.shop.test/', { from });
    return [status, headers['x-mpgate-rule']];
  };
  expect(await seen('127.0.0.1')).toEqual([200, undefined]);
  await world.tell({ platform: 'ios' });
  expect(await seen('127.0.0.1')).toEqual([502, 'cert-ats']);
  expect(await seen('127.0.0.2')).toEqual([200, undefined]);
  await world.tell({ platform: null });
  expect(await seen('127.0.0.1')).toEqual([200, undefined]);
});
