import { describe, expect, it } from 'vitest';
import { datagramHead, readDatagram } from '../../../src/downstream/socks/datagram.ts';
import { authorityOf } from '../../support/facts.ts';
import { datagram } from '../../support/socks.ts';

describe('a datagram', () => {
  it.each(['udp.shop.test:5000', '192.168.1.30:1', '[2001:db8::7]:65535'])('to %s is read', (target) => {
    const { authority, payload } = readDatagram(datagram(target, 'ping')) ?? {};
    expect([authority, String(payload)]).toEqual([authorityOf(target), 'ping']);
  });

  it('may be empty', () => {
    expect(readDatagram(datagram('a.test:1', ''))?.payload).toHaveLength(0);
  });

  it.each([
    ['a fragment', datagram('a.test:1', 'ping', 1)],
    ['one to no port', datagram('a.test:0', 'ping')],
    ['one to no host', datagram('a b:1', 'ping')],
    ['one with reserved bytes', Buffer.from([0, 1, 0, 1, 1, 1, 1, 1, 0, 80])],
    ['one of no kind', Buffer.from([0, 0, 0, 2, 1, 1, 1, 1, 0, 80])],
    ['half of one', datagram('a.test:1', '').subarray(0, 8)],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', (_, bytes) => {
    expect(readDatagram(bytes)).toBeNull();
  });
});

it('what stands before a datagram is read as what it is', () => {
  const from = authorityOf('[::1]:5000');
  expect(readDatagram(Buffer.concat([datagramHead(from), Buffer.from('pong')]))).toEqual({
    authority: from,
    payload: Buffer.from('pong'),
  });
});
