import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sized8, sized16, u8, u16 } from '../../src/probe/bytes.ts';
import { readServerHello } from '../../src/probe/server-hello.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

interface Parts {
  readonly version?: number;
  readonly random?: Buffer;
  readonly sessionId?: Buffer;
  readonly compression?: number;
  readonly extensions?: readonly Buffer[] | null;
}

const hello = ({ version = 0x0303, random = Buffer.alloc(32, 7), ...rest }: Parts): Buffer => {
  const { sessionId = Buffer.alloc(32), compression = 0, extensions = [] } = rest;
  const head = Buffer.concat([u16(version), random, sized8(sessionId), u16(0xc02f), u8(compression)]);
  return extensions === null ? head : Buffer.concat([head, sized16(...extensions)]);
};
const extension = (type: number, content: Buffer): Buffer => Buffer.concat([u16(type), sized16(content)]);

it('TLS 1.2: the version in front, the suite, the extensions', () => {
  const { version, cipher, extensions, isRetry } = readServerHello(hello({ extensions: [extension(23, u8(1))] }));
  expect([version, cipher, isRetry]).toEqual([0x0303, 0xc02f, false]);
  expect([...extensions.keys()]).toEqual([23]);
});

it('a server older than extensions ends before them', () => {
  expect(readServerHello(hello({ version: 0x0301, extensions: null }))).toMatchObject({ version: 0x0301 });
});

it('TLS 1.3: the version in its extension', () => {
  expect(readServerHello(hello({ extensions: [extension(43, u16(0x0304))] })).version).toBe(0x0304);
});

it('a HelloRetryRequest is one by its random', () => {
  const random = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
  expect(readServerHello(hello({ random })).isRetry).toBe(true);
});

it.each([
  ['a compression', hello({ compression: 1 }), /compression/],
  ['a long session id', hello({ sessionId: Buffer.alloc(33) }), /session id/],
  ['bytes behind it', Buffer.concat([hello({}), u8(0)]), /behind the end/],
  ['a version of three bytes', hello({ extensions: [extension(43, Buffer.alloc(3))] }), /behind the end/],
  ['half of it', hello({}).subarray(0, 20), /announced/],
])('refuses %s', (_, bytes, message) => {
  expect(() => readServerHello(bytes)).toThrow(message);
});

it('any bytes give a hello or our own error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => void onlyWireErrors(() => readServerHello(bytes))),
  );
});
