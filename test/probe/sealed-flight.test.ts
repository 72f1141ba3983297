import { expect, it } from 'vitest';
import { sized16, sized24, u8 } from '../../src/probe/bytes.ts';
import { OFFERED_SUITES } from '../../src/probe/cipher-suites.ts';
import { MESSAGE } from '../../src/probe/handshake-reader.ts';
import { digest } from '../../src/probe/key-schedule.ts';
import { RECORD } from '../../src/probe/record-reader.ts';
import { SealedFlight } from '../../src/probe/sealed-flight.ts';
import { asRecord, entriesMessage, is13, message, retryFor, serverHello, serverOf13 } from './server-bytes.ts';

const options = {
  version: 'TLSv1.3',
  random: Buffer.alloc(32, 3),
  servername: 'a.test',
  suites: OFFERED_SUITES['TLSv1.3'],
} as const;
const flight = () => new SealedFlight(options, 65_536);
const handshake = (...messages: readonly Buffer[]) => asRecord(RECORD.handshake, ...messages);
const flightOf = (...chain: readonly string[]): Buffer =>
  Buffer.concat([
    message(MESSAGE.encryptedExtensions, sized16()),
    entriesMessage(...chain.map((der) => Buffer.from(der))),
  ]);

it('opens what the server has sealed, with a ChangeCipherSpec in between or not', () => {
  for (const changes of [[], [asRecord(RECORD.changeCipherSpec, u8(1))]]) {
    const reading = flight();
    const server = serverOf13(reading.hello);
    const records = [handshake(server.hello), ...changes, server.seal(RECORD.handshake, flightOf('leaf', 'mid'))];
    expect(records.map(reading.take).filter((reply) => reply !== null)).toEqual([]);
    expect(reading.answer).toMatchObject({
      outcome: 'offered',
      cipher: 'TLS_AES_128_GCM_SHA256',
      keyExchange: { kind: 'ecdhe', group: 'X25519' },
      chain: [Buffer.from('leaf'), Buffer.from('mid')],
      broke: null,
    });
  }
});

it('answers a HelloRetryRequest with a second hello, and goes on with that', () => {
  const reading = flight();
  const first = reading.hello;
  const retry = retryFor(24);
  const reply = reading.take(handshake(retry)) ?? Buffer.alloc(0);
  expect(reply.subarray(5)).toEqual(reading.hello);
  const stand = Buffer.concat([u8(254), sized24(digest('sha256', first))]);
  const server = serverOf13(reply.subarray(5), { group: 24, before: [stand, retry] });
  reading.take(handshake(server.hello));
  reading.take(server.seal(RECORD.handshake, flightOf('leaf')));
  expect(reading.answer).toMatchObject({
    keyExchange: { kind: 'ecdhe', group: 'P-384' },
    chain: [Buffer.from('leaf')],
  });
});

it('a server that ends after its HelloRetryRequest has offered the version', () => {
  const reading = flight();
  reading.take(handshake(retryFor(25)));
  expect(reading.ended({ outcome: 'silent' })).toMatchObject({ outcome: 'offered', broke: { outcome: 'silent' } });
});

it('another version is a refusal', () => {
  const reading = flight();
  reading.take(handshake(serverHello({ version: 0x0303 })));
  expect(reading.answer).toEqual({ outcome: 'refused', by: 'version', version: 'TLSv1.2' });
});

it('alerts refuse, in the clear before the hello and sealed behind it', () => {
  const early = flight();
  early.take(asRecord(RECORD.alert, Buffer.of(2, 70)));
  expect(early.answer).toEqual({ outcome: 'refused', by: 'alert', alert: 'protocol_version' });
  const late = flight();
  const server = serverOf13(late.hello);
  late.take(handshake(server.hello));
  late.take(server.seal(RECORD.alert, Buffer.of(2, 80)));
  expect(late.answer).toMatchObject({
    outcome: 'offered',
    chain: null,
    broke: { by: 'alert', alert: 'internal_error' },
  });
});

it.each([
  ['a sealed record before the hello', [asRecord(RECORD.applicationData, Buffer.alloc(40))], /before the ServerHello/],
  ['a certificate in the clear', [handshake(entriesMessage())], /message 11/],
  ['two messages in the clear', [handshake(retryFor(24), retryFor(24))], /too many/],
  ['a message that goes on behind the hello', [handshake(retryFor(24), u8(2))], /too many/],
  ['a second HelloRetryRequest', [handshake(retryFor(24)), handshake(retryFor(25))], /second HelloRetryRequest/],
  ['a retry for a group that was not offered', [handshake(retryFor(256))], /group 256/],
  ['a suite of TLS 1.2', [handshake(serverHello({ extensions: [is13] }))], /not offered/],
  ['a hello without a key share', [handshake(serverHello({ cipher: 0x1301, extensions: [is13] }))], /key share/],
])('refuses %s', (_, records, text) => {
  const reading = flight();
  expect(() => records.map(reading.take)).toThrow(text);
});

it('refuses what its keys do not open, and data in the handshake', () => {
  const reading = flight();
  const server = serverOf13(reading.hello);
  reading.take(handshake(server.hello));
  expect(() => reading.take(asRecord(RECORD.applicationData, Buffer.alloc(40)))).toThrow('does not open');
  const other = flight();
  const data = serverOf13(other.hello);
  other.take(handshake(data.hello));
  expect(() => other.take(data.seal(RECORD.applicationData, u8(1)))).toThrow('type 23');
});
