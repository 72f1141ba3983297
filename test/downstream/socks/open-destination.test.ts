import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/downstream/socks/open-destination.ts';
import { createBus } from '../../../src/events/bus.ts';
import { Roster } from '../../../src/exchange/roster.ts';
import { beginTunnel } from '../../../src/exchange/tunnel-flow.ts';
import { authorityOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';
import { ASSOCIATE, datagram, socks } from '../../support/socks.ts';
import { type UdpEnd, udpEcho, udpEnd } from '../../support/udp.ts';
import { until } from '../../support/until.ts';
import { APPID, openWorld, SHOP, type World, type WorldOptions } from '../../support/world.ts';

const OTHER = 'wxfedcba9876543210';
const domains = { ...SHOP, udp: ['udp://udp.shop.test'] };
/** An address for documentation (RFC 5737). */
const V4 = '198.51.100.9';
const LENIENT = { 'no-ip-literal': 'off', 'lan-address': 'off', 'no-localhost': 'off', 'udp-destination': 'warn' };

const shop = async (options: WorldOptions = {}, address?: string) => {
  const server = await udpEcho(address);
  const to = address?.includes(':') ? `[${address}]:${server.port}` : server.port;
  const resolve = { 'udp.shop.test': to, [V4]: to, '2001:db8::9': to, 'push.test': to };
  return { server, world: await openWorld({ app: { domains }, ...options, resolve }) };
};

/** Sends one datagram there; the client, the port of the relay and the end of the connection. */
const sendTo = async (world: World, target: string, user?: string) => {
  const { socket, bound } = await socks(world, ASSOCIATE, '0.0.0.0:0', user === undefined ? {} : { user });
  const client = await udpEnd();
  const relay = bound.readUInt16BE(bound.length - 2);
  const again = () => client.socket.send(datagram(target, 'ping'), relay, '127.0.0.1');
  again();
  return { client, relay, again, control: socket };
};

/** A gate, and a UDP socket on the same port. Another program may have that one for TCP: then there is a next one. */
const onOnePort = async (tries = 10): Promise<{ readonly own: UdpEnd; readonly world: World }> => {
  const own = await udpEnd();
  const opened = openWorld({
    app: { domains },
    gate: { listen: { host: '127.0.0.1', port: own.port } },
    resolve: { 'udp.shop.test': '127.0.0.1' },
  });
  return opened.then(
    (world) => ({ own, world }),
    (error) => (tries > 1 ? onOnePort(tries - 1) : Promise.reject(error)),
  );
};

const endOf = async (world: World) => {
  await until('a flow has ended', async () => (await world.flows()).some(({ end }) => end !== null));
  return (await world.flows()).map(({ end }) => end).find((end) => end !== null);
};

describe('datagrams are refused', () => {
  it.each([
    ['to a host of no list', 'other.test:5000', 'udp-destination', {}],
    ['to a host of another list', 'api.shop.test:5000', 'udp-destination', {}],
    ['to an address', `${V4}:5000`, 'lan-address', {}],
    ['to an IPv6 address', '[2001:db8::9]:5000', 'lan-address', {}],
    ['to loopback', '127.0.0.1:5000', 'no-localhost', {}],
    ['to loopback where the rules are lenient', '127.0.0.1:5000', 'upstream-address', { rules: LENIENT }],
    ['to IPv6 loopback where the rules are lenient', '[::1]:5000', 'upstream-address', { rules: LENIENT }],
    ['to link-local addresses where the rules are lenient', '169.254.7.7:5000', 'upstream-address', { rules: LENIENT }],
    ['where the platform has only its own network', 'udp.shop.test:5000', 'udp-destination', { profile: 'wechat' }],
    ['where the platform has none', 'udp.shop.test:5000', 'udp-destination', { profile: 'tcsas-game', domains: SHOP }],
  ])('%s, once for all of them', async (_, target, rule, app) => {
    const { world, server } = await shop({ app: { domains, ...app } });
    const { again, control } = await sendTo(world, target);
    again();
    expect(await endOf(world)).toMatchObject({ outcome: 'refused', how: 'cut', cause: { rule } });
    again();
    expect([server.came, (await world.flows()).length]).toEqual([[], 1]);
    control.destroy();
  });

  it.each(['the gate', 'its relay'])('to a port of %s, also if it is mapped', async (which) => {
    const { own, world } = await onOnePort();
    const { relay, client, control } = await sendTo(world, `udp.shop.test:${own.port}`);
    if (which === 'its relay') client.socket.send(datagram(`udp.shop.test:${relay}`, 'x'), relay, '127.0.0.1');
    const flows = which === 'its relay' ? 2 : 1;
    await until('all have ended', async () => (await world.flows()).filter(({ end }) => end !== null).length === flows);
    for (const { end } of await world.flows()) {
      expect(end).toMatchObject({ outcome: 'refused', cause: { rule: 'upstream-address' } });
    }
    expect(own.came).toEqual([]);
    control.destroy();
  });
});

describe('datagrams arrive', () => {
  it.each([
    ['by name', 'udp.shop.test:5000', '127.0.0.1'],
    ['by name, over IPv6', 'udp.shop.test:5000', '::1'],
    ['by IPv4 address', `${V4}:5000`, '127.0.0.1'],
    ['by IPv6 address', '[2001:db8::9]:5000', '::1'],
  ])('%s', async (_, target, address) => {
    const { world, server } = await shop({ app: { domains, rules: LENIENT } }, address);
    const { client, control } = await sendTo(world, target);
    expect(String(await server.next())).toBe('ping');
    expect((await client.next()).subarray(-4).toString()).toBe('ping');
    control.destroy();
  });

  it('of the app that the user name names', async () => {
    const theirs = { appid: OTHER, domains: { ...SHOP, udp: [] } };
    const { world, server } = await shop({ apps: [{ domains }, theirs] });
    const refused = await sendTo(world, 'udp.shop.test:5000', OTHER);
    expect(await endOf(world)).toMatchObject({ outcome: 'refused' });
    const allowed = await sendTo(world, 'udp.shop.test:5000', APPID);
    await allowed.client.next();
    expect(server.came).toHaveLength(1);
    for (const { control } of [refused, allowed]) control.destroy();
  });

  it('at a bypassed host, whoever’s list it is not on', async () => {
    const { world } = await shop({ gate: { bypass: ['push.test'] } });
    const { client, control } = await sendTo(world, 'push.test:5000');
    await client.next();
    control.destroy();
    expect(await endOf(world)).toMatchObject({ spliced: 'bypassed: the host is on the bypass list' });
  });
});

it.each([
  [Object.assign(new Error('no'), { code: 'EHOSTUNREACH' }), 'EHOSTUNREACH'],
  [new Error('no'), 'UPSTREAM'],
])('%s ends a flow as %s', (error, code) => {
  const bus = createBus(() => {});
  const ends: unknown[] = [];
  bus.subscribe((event) => void (event.type === 'flow.failed' && ends.push([event.code, event.message])));
  const of = { device: '192.168.1.20', authority: authorityOf('a.test:1'), policy: policyOf(), api: 'udp' } as const;
  failed(beginTunnel(bus, new Roster(), of), error);
  expect(ends).toEqual([[code, 'no']]);
});
