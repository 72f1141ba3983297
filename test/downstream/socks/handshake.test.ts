import { describe, expect, it } from 'vitest';
import { Handshake, type Turn } from '../../../src/downstream/socks/handshake.ts';
import { BIND, CONNECT, GREETING, login, request } from '../../support/socks.ts';

const TO = { command: 'connect', address: { host: { kind: 'name', hostname: 'a.test' }, port: 443 } };
const ANNA = { name: 'anna', password: 'x' };
const asked = request(CONNECT, 'a.test:443');
const NOTHING = Buffer.alloc(0);

describe('the talk', () => {
  it('goes by turns', () => {
    const talk = new Handshake(false);
    expect(talk.take(GREETING)).toEqual({ say: Buffer.from([5, 0]), next: 'more' });
    expect(talk.take(asked)).toEqual({ say: NOTHING, next: TO });
    expect(talk.rest.length).toBe(0);
  });

  it('by single bytes comes to the same', () => {
    const talk = new Handshake(false);
    const said: number[] = [];
    const note = ({ say, next }: Turn) => {
      said.push(...say);
      return next;
    };
    const turns = [...login('anna')].map((byte) => note(talk.take(Buffer.from([byte]))));
    expect(turns.pop()).toEqual(ANNA);
    turns.push(note(talk.answer(true)), ...[...asked].map((byte) => note(talk.take(Buffer.from([byte])))));
    expect(turns.pop()).toEqual(TO);
    expect([new Set(turns), said]).toEqual([new Set(['more']), [5, 2, 1, 0]]);
  });

  it('all at once too, and what stands behind it is kept', () => {
    const talk = new Handshake(true);
    const came = talk.take(Buffer.concat([login('anna'), asked, Buffer.from('behind')]));
    expect([[...came.say], came.next]).toEqual([[5, 2], ANNA]);
    const { say, next } = talk.answer(true);
    expect([[...say], next, String(talk.rest)]).toEqual([[1, 0], TO, 'behind']);
  });
});

describe('the talk ends', () => {
  it.each([
    ['where no method suits', [Buffer.from([5, 1, 1])], [5, 255]],
    ['where the command is not for us', [GREETING, request(BIND, 'a.test:1')], [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['where the address is of no kind', [GREETING, Buffer.from([5, 1, 0, 2])], [5, 0, 5, 8, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['without a word where the version changes', [GREETING, Buffer.from([4, 1, 0, 1])], [5, 0]],
    ['without a word where the login is none', [Buffer.from([5, 1, 2, 5])], [5, 2]],
  ])('%s', (_, bytes, said) => {
    const { say, next } = new Handshake(false).take(Buffer.concat(bytes));
    expect([[...say], next]).toEqual([said, 'close']);
  });

  it('where nobody may come in without a name', () => {
    const { say, next } = new Handshake(true).take(Buffer.concat([GREETING, asked]));
    expect([[...say], next]).toEqual([[5, 255], 'close']);
  });

  it('where the name or the password is wrong, whatever stands behind them', () => {
    const talk = new Handshake(true);
    talk.take(Buffer.concat([login('anna'), asked]));
    expect(talk.answer(false)).toEqual({ say: Buffer.from([1, 1]), next: 'close' });
  });
});
