import { expect, it } from 'vitest';
import { createDeviceMemory } from '../../src/exchange/device-memory.ts';
import { Devices } from '../../src/exchange/devices.ts';
import type { Flow } from '../../src/exchange/flow.ts';
import { holdTunnel } from '../../src/exchange/hold-tunnel.ts';
import { Roster } from '../../src/exchange/roster.ts';
import { Slots } from '../../src/exchange/slots.ts';
import { beginTunnel } from '../../src/exchange/tunnel-flow.ts';
import { createVerifiedPins } from '../../src/exchange/verified-pins.ts';
import type { Effect } from '../../src/model/policy.ts';
import { authorityOf } from '../support/facts.ts';
import { withGrace } from '../support/policy.ts';
import { keeping } from './desk.ts';

const DEVICE = '127.0.0.1';

/** A tunnel of an app with these effects, held; and what was said of it. */
const opened = (effects: readonly (readonly [string, Effect])[] = []) => {
  const { bus, events } = keeping();
  const flows = new Roster<Flow>();
  const devices = new Devices({
    max: 10,
    flows,
    slots: new Slots(5),
    pins: createVerifiedPins(10),
    distrust: createDeviceMemory({ max: 10 }),
  });
  const policy = withGrace(20, { effects: new Map(effects) });
  const of = { device: DEVICE, authority: authorityOf('tcp.shop.test:5000'), policy, api: 'tcp' } as const;
  let hear: (rule: string) => void = () => {};
  const refused = new Promise<string>((resolve) => (hear = resolve));
  const hold = () =>
    holdTunnel(beginTunnel(bus, flows, of), of, devices, {
      ready: () => {},
      how: () => 'cut',
      refuse: ({ rule }) => hear(rule),
      fail: () => {},
    });
  return { events, flows, devices, hold, refused };
};

it('a tunnel in the foreground begins, and nothing is said of rules that nobody can check', () => {
  const { events, devices, hold } = opened();
  expect(hold()).toBe(true);
  expect(events.map(({ type }) => type)).toEqual(['flow.began']);
  expect(devices.list()).toMatchObject([{ id: DEVICE, apps: [{ appid: 'wx0123456789abcdef' }] }]);
});

it('one in the background is refused', async () => {
  const { events, flows, devices, hold, refused } = opened();
  devices.change(DEVICE, { foreground: false });
  expect([hold(), await refused, flows.size]).toEqual([false, 'background-blocked', 0]);
  expect(events.at(-1)).toMatchObject({ type: 'flow.refused', how: 'cut', cause: { errMsg: 'tcp:fail interrupted' } });
});

it.each([
  ['that is open when its device goes there is cut after the grace', []],
  ['that may begin there is cut after the grace', [['background-blocked', 'warn']]],
] as const)('one %s', async (_, effects) => {
  const { events, devices, hold, refused } = opened(effects);
  if (effects.length > 0) devices.change(DEVICE, { foreground: false });
  expect(hold()).toBe(true);
  devices.change(DEVICE, { foreground: false });
  expect(await refused).toBe('background-grace');
  expect(events.at(-1)).toMatchObject({ type: 'flow.refused', cause: { rule: 'background-grace', errno: 600003 } });
});
