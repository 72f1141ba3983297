import { expect, it } from 'vitest';
import { createAttempt, failure } from '../../../src/upstream/attempt.ts';
import { findWay } from '../../../src/upstream/way/find-way.ts';
import type { Way } from '../../../src/upstream/way/way.ts';
import { diallingTo, orderTo, uncalled } from '../dialling.ts';

const way = (looksUp: boolean): Way => ({
  mark: null,
  looksUp: () => looksUp,
  takes: () => true,
  open: (host, port, { readable }) => Promise.reject(failure('ASKED', `${host} ${port} ${readable}`)),
});

const found = async (looksUp: boolean) => {
  const attempt = createAttempt(5_000, uncalled);
  const { dial, open } = await findWay(
    orderTo('api.shop.test', { readable: true }),
    diallingTo(7, { way: way(looksUp) }),
    attempt,
  );
  attempt.done();
  return { dial, asked: await open().catch((error: Error) => error.message) };
};

it('an address that is looked up here is judged, and asked of the proxy', async () => {
  const { dial, asked } = await found(false);
  expect([dial.passed, asked]).toEqual([['upstream-address'], '127.0.0.1 7 true']);
});

it('a name that the proxy looks up is asked by name, and no rule about its address passes', async () => {
  const { dial, asked } = await found(true);
  expect([dial.outcome, dial.passed, asked]).toEqual(['pass', [], 'api.shop.test 443 true']);
  expect(dial.unchecked?.map(({ reason }) => reason)).toEqual(Array(2).fill('the upstream proxy looks the name up'));
});
