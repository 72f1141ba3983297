import { expect, it } from 'vitest';
import { sized8, sized24, u8, u16 } from '../../src/probe/bytes.ts';
import { EXTENSION } from '../../src/probe/extensions.ts';
import { MESSAGE } from '../../src/probe/handshake-reader.ts';
import { LegacyFlight } from '../../src/probe/legacy-flight.ts';
import { RECORD } from '../../src/probe/record-reader.ts';
import { asRecord, certificateMessage, extension, message, serverHello } from './server-bytes.ts';

const asked = { version: 'TLSv1.2', suites: [0xc02f, 0x009c] } as const;
const flight = (limit = 65_536) => new LegacyFlight(asked, limit);
const handshake = (...messages: readonly Buffer[]) => asRecord(RECORD.handshake, ...messages);

const keyExchange = message(MESSAGE.serverKeyExchange, u8(3), u16(29), sized8(Buffer.alloc(32, 1)), u16(0x0401));
const done = message(MESSAGE.serverHelloDone);
const status = message(MESSAGE.certificateStatus, u8(1), sized24(Buffer.from('staple')));
const request = message(MESSAGE.certificateRequest, Buffer.alloc(8));

it('reads all that a flight can show', () => {
  const reading = flight();
  const hello = serverHello({ extensions: [extension(EXTENSION.sct, Buffer.from('list'))] });
  const all = [hello, certificateMessage(Buffer.from('leaf'), Buffer.from('mid')), status, keyExchange, request, done];
  reading.take(handshake(...all));
  expect(reading.answer).toEqual({
    outcome: 'offered',
    cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    forwardSecret: true,
    keyExchange: { kind: 'ecdhe', group: 'X25519' },
    chain: [Buffer.from('leaf'), Buffer.from('mid')],
    staple: Buffer.from('staple'),
    sctList: Buffer.from('list'),
    asksCertificate: true,
    broke: null,
  });
});

it('and no more than that: a suite with RSA alone has no message for its keys', () => {
  const reading = flight();
  reading.take(handshake(serverHello({ cipher: 0x009c })));
  expect(reading.answer).toBeNull();
  reading.take(handshake(certificateMessage(Buffer.from('leaf')), done));
  expect(reading.answer).toMatchObject({ forwardSecret: false, keyExchange: { kind: 'rsa' }, asksCertificate: false });
});

it('another version is a refusal, whatever comes behind it', () => {
  const reading = flight();
  reading.take(handshake(serverHello({ version: 0x0301, cipher: 0x002f }), certificateMessage(), done));
  expect(reading.answer).toEqual({ outcome: 'refused', by: 'version', version: 'TLSv1' });
});

it('an alert in place of the hello refuses; behind it, the version is offered and the rest is not seen', () => {
  const early = flight();
  early.take(asRecord(RECORD.alert, Buffer.of(2, 70)));
  expect(early.answer).toEqual({ outcome: 'refused', by: 'alert', alert: 'protocol_version' });
  const late = flight();
  late.take(handshake(serverHello()));
  late.take(asRecord(RECORD.alert, Buffer.of(2, 80)));
  const broke = { outcome: 'refused', by: 'alert', alert: 'internal_error' };
  expect(late.answer).toMatchObject({ outcome: 'offered', chain: null, keyExchange: null, broke });
});

it('a warning about the name stops nothing', () => {
  const reading = flight();
  reading.take(asRecord(RECORD.alert, Buffer.of(1, 112)));
  reading.take(handshake(serverHello(), done));
  expect(reading.answer).toMatchObject({ outcome: 'offered', broke: null });
});

it('what ends it early is the answer, or stands beside what was seen', () => {
  expect(flight().ended({ outcome: 'silent' })).toEqual({ outcome: 'silent' });
  const reading = flight();
  reading.take(handshake(serverHello()));
  expect(reading.ended({ outcome: 'silent' })).toMatchObject({ outcome: 'offered', broke: { outcome: 'silent' } });
});

it('a HelloRequest is nothing', () => {
  const reading = flight();
  reading.take(handshake(message(MESSAGE.helloRequest), serverHello(), message(MESSAGE.helloRequest), done));
  expect(reading.answer).toMatchObject({ outcome: 'offered' });
});

it.each([
  ['application data', asRecord(RECORD.applicationData, u8(1)), /type 23/],
  ['a suite that was not offered', handshake(serverHello({ cipher: 0x1301 })), /not offered/],
  ['a certificate before the hello', handshake(certificateMessage()), /before the ServerHello/],
  ['the same message twice', handshake(serverHello(), serverHello()), /twice/],
  ['a message of another flight', handshake(serverHello(), message(MESSAGE.finished)), /message 20/],
  ['a hello with its end missing', handshake(message(MESSAGE.serverHello, u16(0x0303))), /announced/],
])('refuses %s', (_, record, text) => {
  expect(() => flight().take(record)).toThrow(text);
});

it('holds its limit', () => {
  expect(() => flight(1_000).take(handshake(serverHello(), certificateMessage(Buffer.alloc(1_000))))).toThrow(
    'longer than allowed',
  );
});
