import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { MOST_PER_DEVICE } from '../../../src/downstream/socks/associate.ts';
import { readDatagram } from '../../../src/downstream/socks/datagram.ts';
import { collect } from '../../support/collect.ts';
import { ASSOCIATE, datagram, GREETING, request, socks, take } from '../../support/socks.ts';
import { udpEcho, udpEnd } from '../../support/udp.ts';
import { until } from '../../support/until.ts';
import { openWorld, SHOP, type World, type WorldOptions } from '../../support/world.ts';

const domains = { ...SHOP, udp: ['udp://udp.shop.test'] };

const shop = async (options: WorldOptions = {}) => {
  const server = await udpEcho();
  const world = await openWorld({ app: { domains }, resolve: { 'udp.shop.test': server.port }, ...options });
  return { server, world };
};

/** The port in an answer. */
const portIn = (bound: Buffer): number => bound.readUInt16BE(bound.length - 2);

const associated = async (world: World, target = '0.0.0.0:0') => {
  const { socket, code, bound } = await socks(world, ASSOCIATE, target);
  expect([code, [...bound.subarray(0, 5)]]).toEqual([0, [1, 127, 0, 0, 1]]);
  return { control: socket, port: portIn(bound) };
};

describe('an association', () => {
  it('relays both ways, and ends with its connection: one flow, completed', async () => {
    const { world, server } = await shop();
    const { control, port } = await associated(world);
    const client = await udpEnd();
    for (const payload of ['ping', 'pong!']) {
      client.socket.send(datagram('udp.shop.test:5000', payload), port, '127.0.0.1');
      const back = readDatagram(await client.next());
      expect([back?.authority, String(back?.payload)]).toEqual([
        { kind: 'ipv4', hostname: '127.0.0.1', port: 5000 },
        payload,
      ]);
    }
    control.end();
    await until('the flow has ended', async () => (await world.flows()).every((flow) => flow.end !== null));
    const flows = await world.flows();
    expect(flows).toMatchObject([
      {
        kind: 'tunnel',
        method: 'UDP',
        url: 'udp.shop.test:5000',
        api: 'udp',
        verdicts: [{ stage: 'tunnel' }, { stage: 'dial' }],
        end: { outcome: 'completed', bytesUp: 9, bytesDown: 9 },
      },
    ]);
    client.socket.send(datagram('udp.shop.test:5000', 'late'), port, '127.0.0.1');
    expect(server.came).toHaveLength(2);
  });

  it('over IPv6 is at an IPv6 address', async () => {
    const server = await udpEcho('::1');
    const gate = { listen: { host: '::1', port: 0 } };
    const world = await openWorld({ app: { domains }, gate, resolve: { 'udp.shop.test': `[::1]:${server.port}` } });
    const control = connect(world.port, '::1');
    control.write(Buffer.concat([GREETING, request(ASSOCIATE, '[::]:0')]));
    const answer = await take(control, 2 + 22);
    expect([...answer.subarray(0, 6)]).toEqual([5, 0, 5, 0, 0, 4]);
    const client = await udpEnd('::1');
    client.socket.send(datagram('udp.shop.test:5000', 'ping'), portIn(answer), '::1');
    const back = readDatagram(await client.next());
    expect([back?.authority.hostname, String(back?.payload)]).toEqual(['::1', 'ping']);
    control.destroy();
  });

  it('that is idle is over', async () => {
    const { world } = await shop({ gate: { limits: { idleMs: 400 } } });
    const { control, port } = await associated(world);
    const client = await udpEnd();
    client.socket.send(datagram('udp.shop.test:5000', 'ping'), port, '127.0.0.1');
    await client.next();
    await collect(control).closed;
    await until('the flow has ended', async () => (await world.flows()).every((flow) => flow.end !== null));
    expect((await world.flows())[0]?.end).toMatchObject({ outcome: 'completed' });
  });

  it('listens to the port that its client named, and to no other', async () => {
    const { world, server } = await shop();
    const [named, other] = [await udpEnd(), await udpEnd()];
    const { control, port } = await associated(world, `127.0.0.1:${named.port}`);
    other.socket.send(datagram('udp.shop.test:5000', 'other'), port, '127.0.0.1');
    named.socket.send(datagram('udp.shop.test:5000', 'named'), port, '127.0.0.1');
    expect(String(await server.next())).toBe('named');
    expect(server.came).toHaveLength(1);
    control.destroy();
  });

  it('of one device is one of so many', async () => {
    const { world } = await shop();
    const open = await Promise.all(Array.from({ length: MOST_PER_DEVICE }, () => socks(world, ASSOCIATE, '0.0.0.0:0')));
    expect(new Set(open.map(({ code }) => code))).toEqual(new Set([0]));
    expect((await socks(world, ASSOCIATE, '0.0.0.0:0')).code).toBe(1);
    const other = await socks(world, ASSOCIATE, '0.0.0.0:0', { from: '127.0.0.9' });
    expect(other.code).toBe(0);
    for (const { socket } of [...open, other]) socket.destroy();
    await until('there is room again', async () => {
      const { code, socket } = await socks(world, ASSOCIATE, '0.0.0.0:0');
      socket.destroy();
      return code === 0;
    });
  });
});
