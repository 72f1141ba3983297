import { describe, expect, it } from 'vitest';
import { REPLY } from '../../../src/downstream/socks/reply.ts';
import { readRequest } from '../../../src/downstream/socks/request.ts';
import { ASSOCIATE, BIND, CONNECT, request } from '../../support/socks.ts';

describe('a request', () => {
  it.each([
    ['connect', CONNECT],
    ['associate', ASSOCIATE],
  ] as const)('to %s is read, in however many pieces', (command, code) => {
    const bytes = request(code, 'api.shop.test:443');
    const address = { host: { kind: 'name', hostname: 'api.shop.test' }, port: 443 };
    expect(readRequest(Buffer.concat([bytes, Buffer.from('x')]))).toEqual({
      value: { command, address },
      end: bytes.length,
    });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readRequest(bytes.subarray(0, length))).toBe('more');
    }
  });

  it.each([
    ['to bind', request(BIND, 'api.shop.test:443'), REPLY.commandUnknown],
    ['for nothing known', Buffer.from([5, 9, 0, 1]), REPLY.commandUnknown],
    ['for a kind of address that is none', Buffer.from([5, 1, 0, 2]), REPLY.addressUnknown],
  ])('%s has its code, whatever else it says', (_, bytes, code) => {
    expect(readRequest(bytes)).toEqual({ value: code, end: bytes.length });
  });

  it.each([
    ['of another version', [4, 1, 0, 1]],
    ['with a reserved byte that is not 0', [5, 1, 1, 1]],
  ])('%s is malformed', (_, bytes) => {
    expect(readRequest(Buffer.from(bytes))).toBe('malformed');
  });
});
