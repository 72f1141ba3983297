import { expect, it } from 'vitest';
import { connectsOf } from '../../src/main/connects-of.ts';
import type { Order } from '../../src/upstream/connect.ts';
import { createEcho, ECHO_HOST } from '../../src/upstream/echo.ts';
import { tlsOrigin } from '../support/origin.ts';
import { trustedCa } from '../support/world.ts';
import { diallingTo, orderTo, uncalled } from '../upstream/dialling.ts';

it('a server that a request reaches is looked at, the origin inside the gate and what passes unread are not', async () => {
  const { port } = await tlsOrigin(() => {}, trustedCa().issue({ names: ['api.shop.test'] }));
  const looked: string[] = [];
  const look = ({ authority }: Order) => looked.push(authority.hostname);
  const echo = createEcho();
  const { dial, reach } = connectsOf(diallingTo(port), echo, { look });
  const made = [
    await reach(orderTo(ECHO_HOST), uncalled),
    await dial(orderTo('api.shop.test', { secure: false }), uncalled),
    await reach(orderTo('api.shop.test'), uncalled),
  ];
  for (const one of made) if (one.outcome === 'connected') one.socket.destroy();
  echo.close();
  expect(made.map(({ outcome }) => outcome)).toEqual(['connected', 'connected', 'connected']);
  expect(looked).toEqual(['api.shop.test']);
});
