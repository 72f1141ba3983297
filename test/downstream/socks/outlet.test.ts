import { expect, it, onTestFinished } from 'vitest';
import { type OutletOptions, openOutlet } from '../../../src/downstream/socks/outlet.ts';
import { udpEcho } from '../../support/udp.ts';

const options = (changes: Partial<OutletOptions> = {}): OutletOptions => ({
  type: 'udp4',
  ports: new Set(),
  address: null,
  came: () => {},
  failed: () => {},
  ...changes,
});

it.each([
  ['udp4', '127.0.0.1'],
  ['udp6', '::1'],
] as const)('%s sends, and hands on what comes', async (type, address) => {
  const server = await udpEcho(address);
  const got = new Promise<string>((resolve) => {
    const came: OutletOptions['came'] = (bytes, { port }) => resolve(`${bytes} from ${port}`);
    const outlet = openOutlet(options({ type, came }));
    onTestFinished(outlet.close);
    outlet.send([Buffer.from('pi'), Buffer.from('ng')], address, server.port, () => {});
  });
  expect(await got).toBe(`ping from ${server.port}`);
});

it('its port is known while it is open', async () => {
  const ports = new Set<number>();
  const outlet = openOutlet(options({ ports, address: '127.0.0.1' }));
  const port = await outlet.bound;
  expect([...ports]).toEqual([port]);
  outlet.close();
  outlet.close();
  expect([...ports]).toEqual([]);
  outlet.send([Buffer.from('late')], '127.0.0.1', port, () => {});
});

it('says why it cannot be opened', async () => {
  const error = await new Promise<Error>((resolve) => {
    openOutlet(options({ address: '192.0.2.1', failed: resolve }));
  });
  expect(error).toMatchObject({ code: 'EADDRNOTAVAIL' });
});

it('says what the system will not send', async () => {
  const outlet = openOutlet(options());
  const error = await new Promise<Error>((resolve) => {
    outlet.send([Buffer.alloc(65_536)], '127.0.0.1', 9, resolve);
  });
  expect(error).toMatchObject({ code: 'EMSGSIZE' });
  outlet.close();
});
