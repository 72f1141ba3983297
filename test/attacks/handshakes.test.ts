import { connect } from 'node:net';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { TlsVersion, VersionAnswer } from '../../src/model/server-facts.ts';
import { OFFERED_SUITES } from '../../src/probe/cipher-suites.ts';
import { helloRecord, writeClientHello } from '../../src/probe/client-hello.ts';
import { HandshakeReader } from '../../src/probe/handshake-reader.ts';
import { serverHandshakeKeys } from '../../src/probe/key-schedule.ts';
import { LegacyFlight } from '../../src/probe/legacy-flight.ts';
import { RecordOpener, SEALINGS } from '../../src/probe/record-opener.ts';
import { RECORD, RecordReader } from '../../src/probe/record-reader.ts';
import { SealedFlight } from '../../src/probe/sealed-flight.ts';
import { SealedMessages } from '../../src/probe/sealed-messages.ts';
import { readServerHello } from '../../src/probe/server-hello.ts';
import { Tls13Hello } from '../../src/probe/tls13-hello.ts';
import { vouchedFor } from '../../src/probe/vouched-for.ts';
import { offered } from '../probe/offered.ts';
import { onlyWireErrors } from '../probe/only-wire-errors.ts';
import { serverOf13 } from '../probe/server-bytes.ts';
import { edits, mutate } from '../support/mutate.ts';
import { itNeeds } from '../support/needs.ts';
import { ocspResponse } from '../support/ocsp.ts';
import { opensslServer } from '../support/openssl-server.ts';
import { makeCa } from '../support/pki.ts';
import { sctExtension, sctListOf, serverinfo } from '../support/transparency.ts';

/** What no server should send, made of what real ones did: the readers give an answer or our own error, and soon. */

const LIMIT = 65_536;
const sctList = sctListOf({ logId: Buffer.alloc(32, 1).toString('base64'), at: 1_767_225_600_000 });
const certificate = makeCa({ name: 'Attack Intermediate', parent: makeCa({ name: 'Attack Root' }) }).issue({
  names: ['api.shop.test'],
  key: 'rsa2048',
  extensions: [sctExtension('1.3.6.1.4.1.11129.2.4.2', sctList)],
});
const files = {
  staple: ocspResponse({ sctList, nextUpdate: 1_767_225_600_000 }),
  serverinfo: serverinfo(sctList),
};
const STAPLE = ['-status', '-status_file', '@staple', '-serverinfo', '@serverinfo'];
const WEAK = ['-cipher', 'ALL:@SECLEVEL=0'];

const options = (version: TlsVersion) => ({
  version,
  random: Buffer.alloc(32, 3),
  servername: 'api.shop.test',
  suites: OFFERED_SUITES[version],
});

/** Sends a hello and gives the bytes that come until `isWhole` has seen enough of them. */
const listen = (port: number, hello: Buffer, isWhole: (piece: Buffer) => boolean): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1').on('error', reject);
    socket.on('data', (piece: Buffer) => {
      pieces.push(piece);
      if (!isWhole(piece)) return;
      socket.destroy();
      resolve(Buffer.concat(pieces));
    });
    socket.write(helloRecord(hello));
  });

interface Recorded {
  readonly version: TlsVersion;
  /** As it came. */
  readonly bytes: Buffer;
}

const recordLegacy = async (version: TlsVersion, ...args: readonly string[]): Promise<Recorded> => {
  const { port } = await opensslServer({ certificate, files }, ...args, ...STAPLE);
  const flight = new LegacyFlight(options(version), LIMIT);
  const reader = new RecordReader();
  const bytes = await listen(port, writeClientHello(options(version)), (piece) => {
    for (const record of reader.push(piece)) flight.take(record);
    return flight.answer !== null;
  });
  expect(flight.answer).toMatchObject(args.includes('-tls1_3') ? { by: 'alert' } : { outcome: 'offered', broke: null });
  return { version, bytes };
};

/** A handshake of TLS 1.3: as it came, and the messages that were sealed in it. */
const recordSealed = async (...args: readonly string[]): Promise<Recorded & { readonly inside: Buffer }> => {
  const { port } = await opensslServer({ certificate, files }, '-tls1_3', ...args, ...STAPLE);
  const hello = new Tls13Hello(options('TLSv1.3'));
  const [reader, sealed] = [new RecordReader(), new SealedMessages(LIMIT)];
  const inside: Buffer[] = [];
  let opener: RecordOpener | null = null;
  const bytes = await listen(port, hello.message, (piece) => {
    for (const record of reader.push(piece)) {
      if (record.type === RECORD.handshake) opener = openerFor(hello, record.payload);
      if (record.type !== RECORD.applicationData || sealed.isDone) continue;
      const { payload } = opener?.open(record) ?? { payload: Buffer.alloc(0) };
      sealed.push(payload, offered({}));
      inside.push(Buffer.from(payload));
    }
    return sealed.isDone;
  });
  return { version: 'TLSv1.3', bytes, inside: Buffer.concat(inside) };
};

const openerFor = (hello: Tls13Hello, payload: Buffer): RecordOpener => {
  const [message] = new HandshakeReader(LIMIT).push(payload);
  const sealing = SEALINGS.TLS_AES_128_GCM_SHA256;
  if (!message || !sealing) throw new Error('No ServerHello.');
  const { secret } = hello.agree(readServerHello(message.body).extensions);
  return new RecordOpener(sealing, serverHandshakeKeys('sha256', secret, hello.transcriptWith(message, 'sha256'), 16));
};

/** Reads bytes that come in pieces of a length, and everything that they hold. */
const read = (flight: LegacyFlight | SealedFlight, bytes: Buffer, step: number): VersionAnswer => {
  const reader = new RecordReader();
  onlyWireErrors(() => {
    for (let at = 0; at < bytes.length && !flight.answer; at += step) {
      for (const record of reader.push(bytes.subarray(at, at + step))) flight.take(record);
    }
  });
  const answer = flight.answer ?? flight.ended({ outcome: 'silent' });
  vouchedFor([answer]);
  return answer;
};

/** No answer holds more bytes than came. */
const isBounded = (answer: VersionAnswer, bytes: Buffer): boolean =>
  answer.outcome !== 'offered' || (answer.chain ?? []).reduce((sum, { length }) => sum + length, 0) <= bytes.length;

const steps = fc.constantFrom(1, 13, 600, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT);

itNeeds('openssl')(
  '100 000 mutated handshakes of openssl, TLS 1.0 to 1.3, are read or refused, within a minute and in bounded memory',
  async () => {
    const legacy = [
      await recordLegacy('TLSv1', ...WEAK),
      await recordLegacy('TLSv1.1', '-cipher', 'AES128-SHA:@SECLEVEL=0'),
      await recordLegacy('TLSv1.2', ...WEAK, '-verify', '1'),
      await recordLegacy('TLSv1.2', '-cipher', 'DHE-RSA-AES128-GCM-SHA256', '-max_send_frag', '512'),
      await recordLegacy('TLSv1.2', '-tls1_3'),
    ];
    const sealed = [await recordSealed(), await recordSealed('-verify', '1', '-max_send_frag', '512')];
    const began = performance.now();
    const rssBefore = process.memoryUsage().rss;
    let [cases, whole, longestMs] = [0, 0, 0];
    const timed = (bytes: Buffer, run: (bytes: Buffer) => VersionAnswer): boolean => {
      const from = performance.now();
      const answer = run(bytes);
      longestMs = Math.max(longestMs, performance.now() - from);
      cases += 1;
      if (answer.outcome === 'offered') whole += 1;
      return isBounded(answer, bytes);
    };
    const inClear = fc.property(fc.constantFrom(...legacy), edits, steps, ({ version, bytes }, list, step) =>
      timed(mutate(bytes, list), (changed) => read(new LegacyFlight(options(version), LIMIT), changed, step)),
    );
    const opened = fc.property(fc.constantFrom(...sealed), edits, ({ inside }, list) =>
      timed(mutate(inside, list), (changed) => {
        const answer = onlyWireErrors(() => new SealedMessages(LIMIT).push(changed, offered({ chain: null })));
        vouchedFor([answer ?? { outcome: 'silent' }]);
        return answer ?? { outcome: 'silent' };
      }),
    );
    const closed = fc.property(fc.constantFrom(...sealed), edits, steps, ({ bytes }, list, step) =>
      timed(mutate(bytes, list), (changed) => read(new SealedFlight(options('TLSv1.3'), LIMIT), changed, step)),
    );
    const resealed = fc.property(fc.constantFrom(...sealed), edits, ({ inside }, list) =>
      timed(mutate(inside, list), (changed) => {
        const flight = new SealedFlight(options('TLSv1.3'), LIMIT);
        const server = serverOf13(flight.hello);
        const { header, payload } = server.seal(RECORD.handshake, changed.subarray(0, 16_000));
        return read(flight, Buffer.concat([helloRecord(server.hello), header, payload]), LIMIT);
      }),
    );
    fc.assert(inClear, { numRuns: 60_000 });
    fc.assert(opened, { numRuns: 36_000 });
    fc.assert(closed, { numRuns: 2_000 });
    fc.assert(resealed, { numRuns: 2_000 });
    expect(cases).toBe(100_000);
    // Many changes hit what is passed on unread; were it none, all that is read would be the first bytes.
    expect(whole).toBeGreaterThan(20_000);
    expect(longestMs).toBeLessThan(2_000);
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(process.memoryUsage().rss - rssBefore).toBeLessThan(200 * 2 ** 20);
  },
  120_000,
);
