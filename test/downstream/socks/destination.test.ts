import { describe, expect, it } from 'vitest';
import { readDatagram } from '../../../src/downstream/socks/datagram.ts';
import { Destination } from '../../../src/downstream/socks/destination.ts';
import { createBus } from '../../../src/events/bus.ts';
import { Roster } from '../../../src/exchange/roster.ts';
import { beginTunnel } from '../../../src/exchange/tunnel-flow.ts';
import type { FlowEvent } from '../../../src/model/event.ts';
import { authorityOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const destinationOf = (target: string) => {
  const events: FlowEvent[] = [];
  const bus = createBus(() => {});
  bus.subscribe((event) => events.push(event));
  const authority = authorityOf(target);
  const flow = beginTunnel(bus, new Roster(), { device: '192.168.1.20', authority, policy: policyOf(), api: 'udp' });
  return { destination: new Destination(authority, flow, 'unread'), events };
};

describe('a destination', () => {
  it('keeps what waits for its address, and no more than is worth keeping', () => {
    const { destination } = destinationOf('udp.shop.test:5000');
    const payloads = [20_000, 40_000, 6_000, 5_000].map((size, i) => Buffer.alloc(size, i));
    for (const payload of payloads) destination.wait(payload);
    expect(destination.lead(authorityOf('127.0.0.1:9000'))).toEqual([payloads[0], payloads[1], payloads[3]]);
    expect(destination.lead(authorityOf('127.0.0.1:9000'))).toEqual([]);
  });

  it.each([
    ['udp.shop.test:5000', '127.0.0.1:5000'],
    ['198.51.100.9:5000', '198.51.100.9:5000'],
  ])('%s answers as %s', (asked, told) => {
    const { destination } = destinationOf(asked);
    destination.lead(authorityOf('127.0.0.1:9000'));
    expect(readDatagram(destination.head)?.authority).toEqual(authorityOf(told));
    expect(destination.target).toEqual(authorityOf('127.0.0.1:9000'));
  });

  it('is one flow, and ends once', () => {
    const { destination, events } = destinationOf('udp.shop.test:5000');
    destination.end();
    destination.end();
    destination.wait(Buffer.from('late'));
    expect(destination.lead(authorityOf('127.0.0.1:9000'))).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(['flow.began', 'flow.completed']);
    expect(events[0]).toMatchObject({ kind: 'tunnel', method: 'UDP', api: 'udp', sure: 'certain' });
  });
});
