import { describe, expect, it } from 'vitest';
import { dial, exchangeRaw } from '../../support/client.ts';
import { CONNECT, GREETING, login, request } from '../../support/socks.ts';
import { users } from '../../support/users.ts';
import { openWorld } from '../../support/world.ts';

const asked = request(CONNECT, 'other.test:443');
const exchanged = async (...bytes: Buffer[]): Promise<readonly number[]> => {
  const world = await openWorld({ gate: { clients: { users }, limits: { handshakeMs: 1_000 } } });
  return [...Buffer.from(await exchangeRaw(await dial(world), Buffer.concat(bytes)), 'latin1')];
};

describe('where there are users', () => {
  it('all may come at once, the request before the password is known to be right', async () => {
    expect((await exchanged(login('anna', 'secret'), asked)).slice(0, 6)).toEqual([5, 2, 1, 0, 5, 2]);
  });

  it.each([
    ['a wrong password', login('anna', 'wrong'), [5, 2, 1, 1]],
    ['no name', login('', 'secret'), [5, 2, 1, 1]],
    ['no wish to say who it is', GREETING, [5, 255]],
  ])('%s is the end, whatever stands behind it', async (_, bytes, said) => {
    expect(await exchanged(bytes, asked)).toEqual(said);
  });

  it('a login that does not come is waited for so long only', async () => {
    expect(await exchanged(Buffer.from([5, 1, 2]))).toEqual([5, 2]);
  });
});
