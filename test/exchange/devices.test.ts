import { describe, expect, it } from 'vitest';
import { createDeviceMemory } from '../../src/exchange/device-memory.ts';
import { Devices } from '../../src/exchange/devices.ts';
import type { Flow } from '../../src/exchange/flow.ts';
import { Roster } from '../../src/exchange/roster.ts';
import { ownerOf, Slots } from '../../src/exchange/slots.ts';
import { createVerifiedPins } from '../../src/exchange/verified-pins.ts';
import { flowOf } from './flow-of.ts';

const opened = (max = 10) => {
  const flows = new Roster<Flow>();
  const slots = new Slots(5);
  const pins = createVerifiedPins(10);
  const distrust = createDeviceMemory({ max: 10 });
  const devices = new Devices({ max, flows, slots, pins, distrust });
  /** A flow under way, and what it has heard. */
  const begin = (device: string, appid = 'demo', userAgent: string | null = null) => {
    const { flow } = flowOf(device);
    const heard: string[] = [];
    flow.ground = { toBackground: () => heard.push('background'), toForeground: () => heard.push('foreground') };
    flows.add(flow);
    devices.meet(flow, appid, userAgent);
    return heard;
  };
  return { devices, slots, pins, distrust, begin };
};

describe('devices', () => {
  it('are in the foreground as long as nobody says otherwise', () => {
    const { devices, begin } = opened();
    expect(devices.isForeground('10.0.0.1')).toBe(true);
    expect(devices.list()).toEqual([]);
    expect(begin('10.0.0.1')).toEqual([]);
    expect(devices.list()).toMatchObject([{ id: '10.0.0.1', foreground: true, session: 1 }]);
  });

  it('tell the flows of their own, and no others', () => {
    const { devices, begin } = opened();
    const [mine, theirs] = [begin('10.0.0.1'), begin('10.0.0.2')];
    for (const foreground of [false, true]) devices.change('10.0.0.1', { foreground });
    expect([mine, theirs]).toEqual([['background', 'foreground'], []]);
  });

  it('tell a flow that begins in the background too', () => {
    const { devices, begin } = opened();
    devices.change('10.0.0.1', { foreground: false });
    expect([begin('10.0.0.1'), begin('10.0.0.2')]).toEqual([['background'], []]);
    expect(devices.isForeground('10.0.0.1')).toBe(false);
  });

  it('say since when they are where they are', () => {
    const { devices } = opened();
    const before = Date.now();
    const { since } = devices.change('10.0.0.1', { foreground: false });
    expect(since).toBeGreaterThanOrEqual(before);
    expect(devices.change('10.0.0.1', { foreground: false }).since).toBe(since);
  });

  it('have a name and a platform as they were told, and are seen with each flow', () => {
    const { devices, begin } = opened();
    const said = devices.change('10.0.0.1', { name: 'Ann', platform: 'ios' });
    expect(said).toMatchObject({ name: 'Ann', platform: 'ios', seenAt: null, userAgent: null, foreground: true });
    expect([devices.platformOf('10.0.0.1'), devices.platformOf('10.0.0.2')]).toEqual(['ios', null]);
    const before = Date.now();
    begin('10.0.0.1', 'demo', 'x'.repeat(1000));
    begin('10.0.0.1');
    const [seen] = devices.list();
    expect(seen?.userAgent).toBe('x'.repeat(200));
    expect(seen?.seenAt).toBeGreaterThanOrEqual(before);
    expect(devices.change('10.0.0.1', { name: null })).toMatchObject({ name: null, platform: 'ios' });
    expect(devices.change('10.0.0.1', { platform: null }).platform).toBeNull();
  });

  it('forget with a new session what the old one had verified, and nothing else', () => {
    const { devices, pins } = opened();
    devices.change('10.0.0.1', { foreground: false });
    pins.add('10.0.0.1', 'demo', 'a.test');
    pins.add('10.0.0.2', 'demo', 'a.test');
    expect(devices.change('10.0.0.1', { newSession: true })).toMatchObject({ session: 2, foreground: false });
    expect(pins.has('10.0.0.1', 'demo', 'a.test')).toBe(false);
    expect(pins.has('10.0.0.2', 'demo', 'a.test')).toBe(true);
  });

  it('count what each of their apps has open', () => {
    const { devices, slots, begin } = opened();
    begin('10.0.0.1');
    begin('10.0.0.1', 'other');
    const owner = ownerOf('10.0.0.1', 'demo');
    slots.take(owner, 'request');
    slots.take(owner, 'request');
    slots.take(owner, 'socket');
    slots.wait(owner, 'request', 2, () => {});
    expect(devices.list()[0]?.apps).toEqual([
      { appid: 'demo', requests: 2, sockets: 1, waiting: 1 },
      { appid: 'other', requests: 0, sockets: 0, waiting: 0 },
    ]);
  });

  it('tell flows that are older than what is known of their device', () => {
    const { devices, begin } = opened(1);
    const mine = begin('10.0.0.1');
    devices.change('10.0.0.1', { foreground: false });
    begin('10.0.0.2');
    expect(devices.isForeground('10.0.0.1')).toBe(true);
    devices.change('10.0.0.1', { foreground: true });
    expect(mine).toEqual(['background', 'foreground']);
  });

  it('are bounded: the one that did nothing for longest goes', () => {
    const { devices, begin } = opened(2);
    begin('10.0.0.1');
    begin('10.0.0.2');
    begin('10.0.0.1');
    begin('10.0.0.3');
    expect(devices.list().map(({ id }) => id)).toEqual(['10.0.0.3', '10.0.0.1']);
  });
});

it('a new session of all devices forgets what was known of all, and moves none', () => {
  const { devices, pins, distrust, begin } = opened();
  begin('10.0.0.1');
  devices.change('10.0.0.2', { foreground: false, newSession: true });
  pins.add('10.0.0.1', 'demo', 'a.test');
  distrust.add('10.0.0.1', 'a.test');
  devices.renew();
  const found = devices.list().map(({ id, session, foreground }) => [id, session, foreground]);
  expect(found.sort()).toEqual([
    ['10.0.0.1', 2, true],
    ['10.0.0.2', 3, false],
  ]);
  expect(pins.has('10.0.0.1', 'demo', 'a.test')).toBe(false);
  expect(distrust.size()).toBe(0);
});
