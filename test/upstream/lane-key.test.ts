import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/upstream/connect.ts';
import { laneKey } from '../../src/upstream/lane-key.ts';
import { policyOf } from '../support/policy.ts';
import { orderTo } from './dialling.ts';

const pinned = policyOf({ platform: 'ios', pins: new Map([['api.shop.test', new Set(['sha256/x'])]]) });
const isShared = (one: Partial<Order>, other: Partial<Order>): boolean =>
  laneKey({ ...orderTo(), ...one }) === laneKey({ ...orderTo(), ...other });

describe('a connection is shared by requests', () => {
  it.each<readonly [string, boolean, Partial<Order>, Partial<Order>]>([
    ['of two devices to a name', true, { device: '10.0.0.2' }, { device: '10.0.0.3' }],
    ['of two policies', false, {}, { policy: policyOf({ id: 'reloaded' }) }],
    ['with and without TLS', false, { secure: true }, { secure: false }],
    ['that a proxy may read, and those that it may not', false, { readable: true }, { readable: false }],
    ['to two hosts', false, {}, { authority: orderTo('up.shop.test').authority }],
    [
      'of two devices to an address',
      false,
      { ...orderTo('10.0.0.1'), device: '10.0.0.2' },
      { ...orderTo('10.0.0.1'), device: '10.0.0.3' },
    ],
    [
      'on ios, before and after the pin was verified',
      false,
      { policy: pinned, pinVerified: false },
      { policy: pinned, pinVerified: true },
    ],
  ])('%s: %s', (_, shared, one, other) => {
    expect(isShared(one, other)).toBe(shared);
  });
});
