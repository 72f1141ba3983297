import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sized8, sized16, u8, u16 } from '../../src/probe/bytes.ts';
import { fixedKeyExchange, readKeyExchange } from '../../src/probe/server-key-exchange.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const ECDHE = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256';
const DHE = 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256';
const curve = (id: number, key = Buffer.alloc(32)): Buffer => Buffer.concat([u8(3), u16(id), sized8(key), u16(0x0401)]);
const dh = (prime: Buffer): Buffer =>
  Buffer.concat([sized16(prime), sized16(u8(2)), sized16(Buffer.alloc(8, 1)), u16(7)]);

it.each([
  ['a curve by its number', ECDHE, curve(23), { kind: 'ecdhe', group: 'P-256' }],
  ['a curve by its parameters', ECDHE, Buffer.of(1), { kind: 'ecdhe', group: 'explicit prime' }],
  ['a prime of 1024 bits', DHE, dh(Buffer.alloc(128, 0xff)), { kind: 'dhe', bits: 1024 }],
  [
    'a prime of 1024 bits behind a zero',
    DHE,
    dh(Buffer.concat([u8(0), Buffer.alloc(128, 0x80)])),
    { kind: 'dhe', bits: 1024 },
  ],
  ['a prime of 1017 bits', DHE, dh(Buffer.concat([u8(1), Buffer.alloc(127)])), { kind: 'dhe', bits: 1017 }],
])('%s', (_, cipher, body, exchange) => {
  expect(readKeyExchange(body, cipher)).toEqual(exchange);
});

it.each([
  ['a curve without a key', ECDHE, curve(23, Buffer.alloc(0)), /no bytes/],
  ['a prime of 0', DHE, dh(Buffer.alloc(4)), /prime of 0/],
  ['a prime without a value', DHE, Buffer.concat([sized16(u8(7)), sized16(), sized16()]), /no bytes/],
  ['one for a suite that has none', 'TLS_RSA_WITH_AES_128_CBC_SHA', curve(23), /no ServerKeyExchange/],
])('refuses %s', (_, cipher, body, message) => {
  expect(() => readKeyExchange(body, cipher)).toThrow(message);
});

it.each([
  ['TLS_RSA_WITH_AES_128_CBC_SHA', { kind: 'rsa' }],
  ['TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA', { kind: 'ecdh' }],
  [ECDHE, null],
  [DHE, null],
])('%s tells by itself: %j', (cipher, exchange) => {
  expect(fixedKeyExchange(cipher)).toEqual(exchange);
});

it('any bytes give a key exchange or our own error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(ECDHE, DHE), (bytes, cipher) => {
      onlyWireErrors(() => readKeyExchange(bytes, cipher));
    }),
  );
});
