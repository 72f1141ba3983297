/** A mini program's own UDP and TCP sockets, through SOCKS5, as the report tells of them. */
import { expect, it } from 'vitest';
import { tcpOrigin } from '../support/origin.ts';
import { ASSOCIATE, CONNECT, datagram, socks, take } from '../support/socks.ts';
import { udpEcho, udpEnd } from '../support/udp.ts';
import { until } from '../support/until.ts';
import { openWorld, SHOP, type World } from '../support/world.ts';

const stateOf = ({ gateway }: World, id: string) => gateway.report().rules.find(({ rule }) => rule === id)?.state;

const shop = async () => {
  const udp = await udpEcho();
  const tcp = await tcpOrigin((socket) => void socket.on('data', (chunk) => socket.write(chunk)));
  const domains = { ...SHOP, udp: ['udp://udp.shop.test'], tcp: ['tcp://tcp.shop.test'] };
  const resolve = { 'udp.shop.test': udp.port, 'tcp.shop.test': tcp.port };
  return openWorld({ app: { domains }, resolve });
};

const ended = (world: World, count: number) =>
  until(
    `${count} flows have ended`,
    async () => (await world.flows()).filter(({ end }) => end !== null).length === count,
  );

it('UDP: not seen, then pass, then fail', async () => {
  const world = await shop();
  expect(stateOf(world, 'udp-destination')).toBe('not-seen');
  const { socket, bound } = await socks(world, ASSOCIATE, '0.0.0.0:0');
  const relay = bound.readUInt16BE(bound.length - 2);
  const client = await udpEnd();
  client.socket.send(datagram('udp.shop.test:5000', 'ping'), relay, '127.0.0.1');
  await client.next();
  expect(stateOf(world, 'udp-destination')).toBe('pass');
  client.socket.send(datagram('x.shop.test:5000', 'ping'), relay, '127.0.0.1');
  await ended(world, 1);
  expect(stateOf(world, 'udp-destination')).toBe('fail');
  socket.destroy();
  await ended(world, 2);
});

it('TCP: not seen, then pass, then fail', async () => {
  const world = await shop();
  expect(stateOf(world, 'tcp-destination')).toBe('not-seen');
  const allowed = await socks(world, CONNECT, 'tcp.shop.test:5000');
  allowed.socket.write('\u0000ping');
  await take(allowed.socket, 5);
  expect(stateOf(world, 'tcp-destination')).toBe('pass');
  const refused = await socks(world, CONNECT, 'api.shop.test:443');
  refused.socket.write('\u0000ping');
  await ended(world, 1);
  expect(stateOf(world, 'tcp-destination')).toBe('fail');
  for (const { socket } of [allowed, refused]) socket.destroy();
});

it('TCP to a server that greets first, which reaches a client that is silent', async () => {
  const greeter = await tcpOrigin((socket) => {
    socket.write('220 ready\r\n');
    socket.on('data', (chunk) => socket.write(chunk));
  });
  const domains = { ...SHOP, tcp: ['tcp://tcp.shop.test'] };
  const world = await openWorld({ app: { domains }, resolve: { 'tcp.shop.test': greeter.port } });
  const { socket } = await socks(world, CONNECT, 'tcp.shop.test:5000');
  expect(String(await take(socket, 11))).toBe('220 ready\r\n');
  socket.write('GET me\r\n');
  expect(String(await take(socket, 8))).toBe('GET me\r\n');
  expect(stateOf(world, 'tcp-destination')).toBe('pass');
  socket.destroy();
});
