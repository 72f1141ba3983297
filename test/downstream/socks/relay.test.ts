import { describe, expect, it } from 'vitest';
import { readDatagram } from '../../../src/downstream/socks/datagram.ts';
import { MOST_DESTINATIONS } from '../../../src/downstream/socks/relay.ts';
import { ASSOCIATE, datagram, socks } from '../../support/socks.ts';
import { udpEcho, udpEnd } from '../../support/udp.ts';
import { until } from '../../support/until.ts';
import { openWorld, SHOP, type WorldOptions } from '../../support/world.ts';

const domains = { ...SHOP, udp: ['udp://udp.shop.test'] };

/** An association, its client, and a server that the names lead to. */
const relayed = async (options: WorldOptions = {}) => {
  const server = await udpEcho();
  const resolve = { 'udp.shop.test': server.port, ...options.resolve };
  const world = await openWorld({ app: { domains }, ...options, resolve });
  const { socket: control, bound } = await socks(world, ASSOCIATE, '0.0.0.0:0');
  const port = bound.readUInt16BE(bound.length - 2);
  const client = await udpEnd();
  const send = (bytes: Buffer) => client.socket.send(bytes, port, '127.0.0.1');
  return { server, world, control, client, port, send };
};

describe('who may speak', () => {
  it('the client’s address only', async () => {
    const { port, client, server, send, control } = await relayed();
    const stranger = await udpEnd('127.0.0.9');
    stranger.socket.send(datagram('udp.shop.test:5000', 'stranger'), port, '127.0.0.1');
    send(datagram('udp.shop.test:5000', 'client'));
    await client.next();
    expect(server.came.map(String)).toEqual(['client']);
    control.destroy();
  });

  it('of servers, only those that were asked', async () => {
    const { client, server, send, control } = await relayed();
    let relayPort = 0;
    server.socket.once('message', (_, from) => {
      relayPort = from.port;
    });
    send(datagram('udp.shop.test:5000', 'one'));
    await client.next();
    const stranger = await udpEnd();
    stranger.socket.send('stranger', relayPort, '127.0.0.1');
    send(datagram('udp.shop.test:5000', 'two'));
    expect(String(readDatagram(await client.next())?.payload)).toBe('two');
    expect(client.came).toHaveLength(2);
    control.destroy();
  });
});

describe('what is no datagram', () => {
  it('goes nowhere: fragments and nonsense', async () => {
    const { client, server, send, world, control } = await relayed();
    send(datagram('udp.shop.test:5000', 'part', 1));
    send(Buffer.from('nonsense'));
    send(Buffer.alloc(0));
    send(datagram('udp.shop.test:5000', 'whole'));
    await client.next();
    expect(server.came.map(String)).toEqual(['whole']);
    expect(await world.flows()).toHaveLength(1);
    control.destroy();
  });
});

describe('destinations', () => {
  it('are a flow each, and answers say from where they are', async () => {
    const { client, server, send, world, control } = await relayed();
    for (const at of [5000, 5001]) send(datagram(`udp.shop.test:${at}`, `${at}`));
    const back = [await client.next(), await client.next()].map((bytes) => readDatagram(bytes));
    expect(server.came.map(String).sort()).toEqual(['5000', '5001']);
    // Both names lead to one place, so whose answer it is nobody can tell but by who was asked last.
    expect(back.map((one) => String(one?.payload)).sort()).toEqual(['5000', '5001']);
    const flows = await world.flows();
    expect(flows.map(({ url }) => url).sort()).toEqual(['udp.shop.test:5000', 'udp.shop.test:5001']);
    control.destroy();
  });

  it('past a number are dropped, which is told once', async () => {
    const { client, server, send, world, control } = await relayed();
    for (let at = 0; at < MOST_DESTINATIONS; at += 1) {
      send(datagram(`udp.shop.test:${5000 + at}`, 'x'));
      await client.next();
    }
    for (const at of [1, 2, 3]) send(datagram(`udp.shop.test:${at}`, 'y'));
    send(datagram('udp.shop.test:5000', 'z'));
    await client.next();
    expect(server.came.map(String)).not.toContain('y');
    const flows = await world.flows();
    expect(flows).toHaveLength(MOST_DESTINATIONS + 1);
    expect(flows.filter(({ end }) => end !== null)).toMatchObject([
      { end: { outcome: 'failed', code: 'UDP_DESTINATIONS' } },
    ]);
    control.destroy();
  });

  it('that are idle end, and begin again as another flow', async () => {
    const { client, send, world, control } = await relayed({ gate: { limits: { idleMs: 400 } } });
    send(datagram('udp.shop.test:5000', 'first'));
    await client.next();
    const timer = setInterval(() => send(datagram('udp.shop.test:5001', 'busy')), 20);
    const ended = async () => (await world.flows()).filter(({ port, end }) => port === 5000 && end !== null).length;
    await until('it has ended', async () => (await ended()) === 1);
    send(datagram('udp.shop.test:5000', 'second'));
    await until('there is another', async () => (await world.flows()).filter(({ port }) => port === 5000).length === 2);
    clearInterval(timer);
    control.destroy();
  });
});
