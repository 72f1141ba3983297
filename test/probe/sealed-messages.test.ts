import { expect, it } from 'vitest';
import type { Offered } from '../../src/model/server-facts.ts';
import { sized8, sized16, sized24, u8, u16 } from '../../src/probe/bytes.ts';
import { MESSAGE } from '../../src/probe/handshake-reader.ts';
import { SealedMessages } from '../../src/probe/sealed-messages.ts';
import { entriesMessage, extension, message } from './server-bytes.ts';

const seen: Offered = {
  outcome: 'offered',
  cipher: 'TLS_AES_128_GCM_SHA256',
  forwardSecret: true,
  keyExchange: { kind: 'ecdhe', group: 'X25519' },
  chain: null,
  staple: null,
  sctList: null,
  asksCertificate: false,
  broke: null,
};

const encrypted = message(MESSAGE.encryptedExtensions, sized16(extension(0)));
const request = message(MESSAGE.certificateRequest, sized8(), sized16(extension(13, u16(0))));
const leaf = Buffer.concat([
  sized24(Buffer.from('leaf')),
  sized16(extension(5, u8(1), sized24(Buffer.from('staple'))), extension(18, Buffer.from('list'))),
]);
const certificate = message(MESSAGE.certificate, sized8(), sized24(leaf));

it('reads what the messages add, and is done with the Certificate', () => {
  const reading = new SealedMessages(1_000);
  const first = reading.push(Buffer.concat([encrypted, request]), seen);
  expect(first).toEqual({ ...seen, asksCertificate: true });
  expect(reading.isDone).toBe(false);
  const rest = reading.push(Buffer.concat([certificate, message(99)]), first);
  expect(reading.isDone).toBe(true);
  expect(rest).toEqual({
    ...seen,
    asksCertificate: true,
    chain: [Buffer.from('leaf')],
    staple: Buffer.from('staple'),
    sctList: Buffer.from('list'),
  });
});

it('messages may be cut anywhere', () => {
  const reading = new SealedMessages(1_000);
  let now = seen;
  for (const byte of Buffer.concat([encrypted, entriesMessage(Buffer.from('leaf'))])) now = reading.push(u8(byte), now);
  expect(now.chain?.map(String)).toEqual(['leaf']);
});

it.each([
  ['the same message twice', Buffer.concat([encrypted, encrypted]), /message 8/],
  ['a message of another flight', message(MESSAGE.serverHelloDone), /message 14/],
  ['extensions with bytes behind them', message(MESSAGE.encryptedExtensions, sized16(), u8(0)), /behind the end/],
  ['a request that is cut off', message(MESSAGE.certificateRequest, u8(9)), /announced/],
])('refuses %s', (_, bytes, text) => {
  expect(() => new SealedMessages(1_000).push(bytes, seen)).toThrow(text);
});

it('holds its limit', () => {
  expect(() => new SealedMessages(100).push(entriesMessage(Buffer.alloc(100)), seen)).toThrow('longer than allowed');
});
