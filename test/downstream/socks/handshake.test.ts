import { describe, expect, it } from 'vitest';
import { Handshake } from '../../../src/downstream/socks/handshake.ts';
import { BIND, CONNECT, GREETING, login, request } from '../../support/socks.ts';

const handshake = () => new Handshake((user) => user === 'wx1');
const TO = { command: 'connect', address: { host: { kind: 'name', hostname: 'a.test' }, port: 443 } };
const asked = request(CONNECT, 'a.test:443');

describe('the talk', () => {
  it('goes by turns', () => {
    const talk = handshake();
    expect(talk.take(GREETING)).toEqual({ say: Buffer.from([5, 0]), next: 'more' });
    expect(talk.take(asked)).toEqual({ say: Buffer.alloc(0), next: TO });
    expect([talk.user, talk.rest.length]).toEqual([null, 0]);
  });

  it('by single bytes comes to the same', () => {
    const talk = handshake();
    const said: number[] = [];
    const turns = [...login('wx1'), ...asked].map((byte) => {
      const { say, next } = talk.take(Buffer.from([byte]));
      said.push(...say);
      return next;
    });
    expect(turns.pop()).toEqual(TO);
    expect([new Set(turns), said, talk.user]).toEqual([new Set(['more']), [5, 2, 1, 0], 'wx1']);
  });

  it('all at once too, and what stands behind it is kept', () => {
    const talk = handshake();
    const { say, next } = talk.take(Buffer.concat([login('wx1'), asked, Buffer.from('behind')]));
    expect([[...say], next, String(talk.rest)]).toEqual([[5, 2, 1, 0], TO, 'behind']);
  });

  it('with an empty user name is that of nobody', () => {
    const talk = handshake();
    expect([...talk.take(login('')).say]).toEqual([5, 2, 1, 0]);
    expect(talk.user).toBeNull();
  });
});

describe('the talk ends', () => {
  it.each([
    ['where no method suits', [Buffer.from([5, 1, 1])], [5, 255]],
    ['where the user is unknown', [login('wx2')], [5, 2, 1, 1]],
    ['where the command is not for us', [GREETING, request(BIND, 'a.test:1')], [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['where the address is of no kind', [GREETING, Buffer.from([5, 1, 0, 2])], [5, 0, 5, 8, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['without a word where the version changes', [GREETING, Buffer.from([4, 1, 0, 1])], [5, 0]],
    ['without a word where the login is none', [Buffer.from([5, 1, 2, 5])], [5, 2]],
  ])('%s', (_, bytes, said) => {
    const { say, next } = handshake().take(Buffer.concat(bytes));
    expect([[...say], next]).toEqual([said, 'close']);
  });
});
