/** What a connection attempt needs, for servers on loopback. */
import { createPathFinder } from '../../src/chain/path-finder.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import type { Cancel } from '../../src/upstream/attempt.ts';
import type { Dialling, Order } from '../../src/upstream/connect.ts';
import { upstreamContext } from '../../src/upstream/context.ts';
import { createKeySwaps } from '../../src/upstream/key-swaps.ts';
import { authorityOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';
import { trustedCa } from '../support/world.ts';

/** Nobody calls the attempt off. */
export const uncalled: Cancel = { onCancel: () => {} };

/** A wx.request to api.shop.test, by a phone. */
export const orderTo = (to = 'api.shop.test', changes: Partial<Order> = {}): Order => ({
  flow: 'f-1',
  authority: authorityOf(to),
  secure: true,
  readable: false,
  device: '192.168.1.20',
  policy: policyOf(),
  api: 'request',
  via: '',
  pinVerified: false,
  unreached: () => {},
  ...changes,
});

/** Every name leads to one port of this machine, as if the operator had mapped it; the test root is trusted. */
export const diallingTo = (port: number, changes: Partial<Dialling> = {}): Dialling => {
  const roots = [trustedCa().cert];
  return {
    resolve: async () => [{ address: '127.0.0.1', port, mapped: true }],
    context: upstreamContext(roots),
    findPath: createPathFinder(indexRoots(roots)).findPath,
    handshakeMs: 5_000,
    isOwn: () => false,
    keySwaps: createKeySwaps(() => {}),
    way: null,
    ...changes,
  };
};
