import { describe, expect, it } from 'vitest';
import { askSocks } from '../../../src/upstream/way/ask-socks.ts';
import { authorityOf } from '../../support/facts.ts';
import { socketPair } from '../../support/socket-pair.ts';
import { take } from '../../support/socks.ts';

const plain = {
  scheme: 'socks5',
  authority: authorityOf('proxy.test:1080'),
  login: null,
  shown: 'socks5://proxy.test:1080',
} as const;
const withLogin = { ...plain, login: { user: 'anna', password: 'sesame' } };
const BOUND = [0, 1, 9, 9, 9, 9, 0, 1];

const asked = async (
  address: string,
  proxy: Parameters<typeof askSocks>[3],
  ...pieces: readonly (readonly number[])[]
) => {
  const [near, far] = await socketPair();
  far.on('error', () => {});
  const asking = askSocks(near, address, 443, proxy);
  for (const piece of pieces) far.write(Buffer.from(piece));
  return { near, far, asking };
};

it.each([
  ['9.8.7.6', [1, 9, 8, 7, 6, 1, 187]],
  ['2606::1', [4, 0x26, 6, ...Array.from({ length: 13 }, () => 0), 1, 1, 187]],
])('asks for %s', async (address, bytes) => {
  const { far, asking } = await asked(address, plain, [5, 0], [5, 0, ...BOUND]);
  await asking;
  expect([...(await take(far, 6 + bytes.length))]).toEqual([5, 1, 0, 5, 1, 0, ...bytes]);
});

it('logs in', async () => {
  const { far, asking } = await asked('9.8.7.6', withLogin, [5, 2], [1, 0], [5, 0, ...BOUND]);
  await asking;
  expect(String((await take(far, 16)).subarray(3))).toBe('\x01\x04anna\x06sesame');
});

it.each([
  ['in one piece', [[5, 0, 5, 0, ...BOUND, 104, 105]]],
  ['a byte at a time', [5, 0, 5, 0, ...BOUND, 104, 105].map((byte) => [byte])],
  ['behind the name that it is bound to', [[5, 0, 5, 0, 0, 3, 2, 65, 65, 0, 1, 104], [105]]],
])('what comes behind the reply is the server’s: %s', async (_, pieces) => {
  const { near, asking } = await asked('9.8.7.6', plain, ...pieces);
  await asking;
  expect(String(await take(near, 2))).toBe('hi');
  near.destroy();
});

describe('an answer that opens no connection is the proxy’s', () => {
  it.each([
    ['no SOCKS5', plain, [[72, 84, 84, 80]], 'BAD_RESPONSE', /SOCKS5/],
    ['no method', plain, [[5, 255]], 'LOGIN', /wants a login/],
    ['no passwords', withLogin, [[5, 0]], 'LOGIN', /takes no user name/],
    [
      'a wrong password',
      withLogin,
      [
        [5, 2],
        [1, 1],
      ],
      'LOGIN',
      /another user name or password/,
    ],
    [
      'forbidden',
      plain,
      [
        [5, 0],
        [5, 2, ...BOUND],
      ],
      '2',
      /its rules forbid/,
    ],
    [
      'refused by the server',
      plain,
      [
        [5, 0],
        [5, 5, ...BOUND],
      ],
      '5',
      /server refused/,
    ],
    [
      'a reply of no kind',
      plain,
      [
        [5, 0],
        [5, 0, 0, 9, 9, 9, 9],
      ],
      'BAD_RESPONSE',
      /SOCKS5/,
    ],
  ])('%s', async (_, proxy, pieces, code, message) => {
    const { near, asking } = await asked('9.8.7.6', proxy, ...pieces);
    const error: Error = await asking.then(
      () => new Error('a connection'),
      (reason) => reason,
    );
    expect(error).toMatchObject({ code: `UPSTREAM_PROXY_${code}`, message: expect.stringMatching(message) });
    expect(error.message).not.toContain('sesame');
    expect(near.destroyed).toBe(true);
  });
});
