import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { refuse } from '../../../src/downstream/socks/refuse.ts';
import { socketPair } from '../../support/socket-pair.ts';

it('says the code and ends, and what still comes does not lose it', async () => {
  const [near, far] = await socketPair();
  near.end('more than anybody reads');
  refuse(far, 2);
  expect([...(await buffer(near))]).toEqual([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]);
});
