import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Flow } from '../../src/exchange/flow.ts';
import { Roster } from '../../src/exchange/roster.ts';
import { beginTunnel, spliceTunnel, type TunnelOf } from '../../src/exchange/tunnel-flow.ts';
import { connect, type Dialling } from '../../src/upstream/connect.ts';
import { authorityOf } from '../support/facts.ts';
import { tcpOrigin } from '../support/origin.ts';
import { policyOf } from '../support/policy.ts';
import { socketPair } from '../support/socket-pair.ts';
import { diallingTo } from '../upstream/dialling.ts';
import { until } from '../upstream/turns.ts';
import { keeping } from './desk.ts';

const of = (to = 'api.shop.test', changes: Partial<TunnelOf> = {}): TunnelOf => ({
  device: '127.0.0.1',
  authority: authorityOf(to),
  policy: policyOf(),
  api: 'request',
  ...changes,
});

/** A tunnel that is being spliced, and what its client was told. */
const splicing = async (port: number, changes: Partial<Dialling> = {}) => {
  const [near, client] = await socketPair();
  // As the listener does for every client.
  near.on('error', () => {});
  if (near.connecting) await once(near, 'connect');
  // As node leaves the socket of a CONNECT.
  near.read(0);
  onTestFinished(() => {
    near.destroy();
    client.destroy();
  });
  const { bus, events } = keeping();
  const flows = new Roster<Flow>();
  const flow = beginTunnel(bus, flows, of());
  const told: string[] = [];
  const looked: string[] = [];
  const spliced = spliceTunnel(
    near,
    of(),
    flow,
    {
      connect: (order, cancel) => connect(order, diallingTo(port, changes), cancel),
      look: ({ flow: id }, { target }) => void looked.push(`${id} ${target.address}:${target.port}`),
    },
    'bypassed',
    {
      ready: () => told.push('ready'),
      how: () => 'connect',
      refuse: ({ rule }) => told.push(`refuse ${rule}`),
      fail: (code) => told.push(`fail ${code}`),
    },
  );
  return { near, client, events, flows, flow, told, looked, spliced };
};

const parrot = () => tcpOrigin((socket: Socket) => void socket.on('data', (chunk) => socket.write(chunk)));
const never = () => new Promise<never>(() => {});

describe('a tunnel as a flow', () => {
  it.each([
    ['api.shop.test', 'api.shop.test:443', 'request', 'unknown'],
    ['[fd00::1]:8443', '[fd00::1]:8443', 'request', 'unknown'],
    ['tcp.shop.test:5000', 'tcp.shop.test:5000', 'tcp', 'certain'],
  ] as const)('to %s begins as %s, %s being %s', (to, url, api, sure) => {
    const { bus, events } = keeping();
    const flows = new Roster<Flow>();
    const flow = beginTunnel(bus, flows, of(to, { api }));
    expect(events[0]).toMatchObject({ kind: 'tunnel', method: 'CONNECT', url, api, sure, appid: 'wx0123456789abcdef' });
    expect([...flows].includes(flow)).toBe(true);
    flow.end({ type: 'flow.aborted', by: 'gate' });
    expect(flows.size).toBe(0);
  });
});

describe('a spliced tunnel', () => {
  it('passes bytes unread both ways, counts them, and says why', async () => {
    const { port, open } = await parrot();
    const { client, events, flows, told, spliced } = await splicing(port);
    await spliced;
    expect(told).toEqual(['ready']);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    client.write(bytes);
    expect((await once(client, 'data'))[0]).toEqual(bytes);
    client.end();
    await until(() => flows.size === 0 && open() === 0);
    expect(events.map(({ type }) => type)).toEqual(['flow.began', 'flow.judged', 'flow.completed']);
    expect(events.at(-1)).toMatchObject({ status: 0, spliced: 'bypassed', bytesUp: 256, bytesDown: 256 });
  });

  it.each([
    ['TLS, has its server looked at once', [22, 3, 1], 1],
    ['no TLS, has not', [0x47, 0x45, 0x54], 0],
  ])('whose first bytes are %s', async (_, bytes, looks) => {
    const { port } = await parrot();
    const { client, flow, looked, spliced } = await splicing(port);
    await spliced;
    for (let turn = 0; turn < 2; turn += 1) {
      client.write(Buffer.from(bytes));
      await once(client, 'data');
    }
    expect(looked).toEqual(new Array(looks).fill(`${flow.id} 127.0.0.1:${port}`));
  });

  it('leaves alone what others wait for at the end of its client', async () => {
    const { port } = await parrot();
    const { near, client, spliced } = await splicing(port);
    let closed = 0;
    near.once('close', () => (closed += 1));
    await spliced;
    client.destroy();
    await until(() => closed === 1);
  });

  it('that a rule forbids is refused with its verdict, and not dialled', async () => {
    const { port, accepted } = await parrot();
    const { events, told, spliced } = await splicing(port, { isOwn: () => true });
    await spliced;
    expect([told, accepted()]).toEqual([['refuse upstream-address'], 0]);
    expect(events.at(-1)).toMatchObject({ type: 'flow.refused', how: 'connect', cause: { rule: 'upstream-address' } });
  });

  it('that reaches nobody is a failure with the system’s code', async () => {
    const { port, server } = await parrot();
    server.close();
    const { events, told, spliced } = await splicing(port);
    await spliced;
    expect(told).toEqual(['fail ECONNREFUSED']);
    expect(events.at(-1)).toMatchObject({ type: 'flow.failed', code: 'ECONNREFUSED' });
  });

  it.each([
    ['whose client leaves', 'client', ({ client }: { client: Socket }) => void client.resetAndDestroy()],
    ['that the gate ends', 'gate', ({ flow }: { flow: Flow }) => void flow.end({ type: 'flow.aborted', by: 'gate' })],
  ])('%s while the way is made is aborted once, and nobody is told anything', async (_, by, leave) => {
    const tunnel = await splicing(0, { resolve: never });
    leave(tunnel);
    await tunnel.spliced;
    expect(tunnel.told).toEqual([]);
    expect(tunnel.events.map(({ type }) => type)).toEqual(['flow.began', 'flow.aborted']);
    expect(tunnel.events.at(-1)).toMatchObject({ by });
  });
});
