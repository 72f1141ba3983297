import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sized24, u8 } from '../../src/probe/bytes.ts';
import { HandshakeReader } from '../../src/probe/handshake-reader.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const message = (type: number, body: Uint8Array): Buffer => Buffer.concat([u8(type), sized24(body)]);

it('finds the same messages in one record, in many, and in records of one byte', () => {
  const one = fc.record({ type: fc.nat(255), body: fc.uint8Array({ maxLength: 200 }) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), fc.integer({ min: 1, max: 300 }), (wanted, step) => {
      const stream = Buffer.concat(wanted.map(({ type, body }) => message(type, body)));
      const reader = new HandshakeReader(65_536);
      const found = [];
      for (let at = 0; at < stream.length; at += step) found.push(...reader.push(stream.subarray(at, at + step)));
      expect(found.map(({ raw }) => raw.toString('hex')).join('')).toBe(stream.toString('hex'));
      expect(found.map(({ type, body }) => [type, body.length])).toEqual(
        wanted.map(({ type, body }) => [type, body.length]),
      );
      expect(reader.isInside).toBe(false);
    }),
  );
});

it('knows whether it is inside a message', () => {
  const reader = new HandshakeReader(100);
  expect([...reader.push(message(2, Buffer.alloc(10)).subarray(0, 9))]).toEqual([]);
  expect(reader.isInside).toBe(true);
});

it('holds its limit: at once for a message that announces more, at the latest where it is passed', () => {
  expect(() => [...new HandshakeReader(100).push(Buffer.of(11, 0xff, 0xff, 0xff))]).toThrow('longer than allowed');
  expect(() => new HandshakeReader(100).push(message(11, Buffer.alloc(97)))).toThrow('longer than allowed');
  expect([...new HandshakeReader(100).push(message(11, Buffer.alloc(96)))]).toHaveLength(1);
});

it('any bytes give messages or our own error', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (pieces) => {
      const reader = new HandshakeReader(300);
      onlyWireErrors(() => pieces.map((piece) => [...reader.push(piece)]));
    }),
  );
});
