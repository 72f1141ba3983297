/** What a server would send, byte for byte as a test wants it. */
import { createCipheriv } from 'node:crypto';
import { ByteReader } from '../../src/probe/byte-reader.ts';
import { sized8, sized16, sized24, u8, u16 } from '../../src/probe/bytes.ts';
import { EXTENSION, readExtensions } from '../../src/probe/extensions.ts';
import { MESSAGE } from '../../src/probe/handshake-reader.ts';
import { digest, serverHandshakeKeys, type TrafficKeys } from '../../src/probe/key-schedule.ts';
import { makeShare } from '../../src/probe/key-share.ts';
import { RECORD, type TlsRecord } from '../../src/probe/record-reader.ts';

export const record = (type: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([u8(type), u16(0x0303), sized16(...parts)]);

/** As a reader of records would give it. */
export const asRecord = (type: number, ...parts: readonly Uint8Array[]): TlsRecord => {
  const bytes = record(type, ...parts);
  return { type, header: bytes.subarray(0, 5), payload: bytes.subarray(5) };
};

export const message = (type: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([u8(type), sized24(...parts)]);

export const extension = (type: number, ...content: readonly Uint8Array[]): Buffer =>
  Buffer.concat([u16(type), sized16(...content)]);

export interface HelloParts {
  readonly version?: number;
  readonly cipher?: number;
  readonly random?: Buffer;
  readonly extensions?: readonly Buffer[];
}

export const serverHello = ({ version = 0x0303, cipher = 0xc02f, ...rest }: HelloParts = {}): Buffer => {
  const { random = Buffer.alloc(32, 7), extensions = [] } = rest;
  const head = Buffer.concat([u16(version), random, sized8(), u16(cipher), u8(0)]);
  return message(MESSAGE.serverHello, head, sized16(...extensions));
};

export const RETRY_RANDOM = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

export const is13 = extension(EXTENSION.supportedVersions, u16(0x0304));

/** A HelloRetryRequest for a group. */
export const retryFor = (group: number, ...more: readonly Buffer[]): Buffer =>
  serverHello({
    cipher: 0x1301,
    random: RETRY_RANDOM,
    extensions: [is13, extension(EXTENSION.keyShare, u16(group)), ...more],
  });

/** The Certificate message of TLS 1.0 to 1.2. */
export const certificateMessage = (...chain: readonly Uint8Array[]): Buffer =>
  message(MESSAGE.certificate, sized24(...chain.map((der) => sized24(der))));

/** And that of TLS 1.3, without extensions. */
export const entriesMessage = (...chain: readonly Uint8Array[]): Buffer =>
  message(MESSAGE.certificate, sized8(), sized24(...chain.map((der) => Buffer.concat([sized24(der), sized16()]))));

/** The key share of a group in a ClientHello. */
const shareIn = (clientHello: Buffer, group: number): Buffer => {
  const reader = new ByteReader(clientHello);
  reader.take(4 + 2 + 32);
  reader.sized(1);
  reader.sized(2);
  reader.sized(1);
  const content = readExtensions(reader.sized(2)).get(EXTENSION.keyShare) ?? Buffer.alloc(0);
  const shares = new ByteReader(new ByteReader(content).sized(2));
  while (shares.left > 0) {
    const [id, key] = [shares.number(2), shares.sized(2)];
    if (id === group) return key;
  }
  throw new Error(`The hello has no share of group ${group}.`);
};

/** A server of TLS 1.3 with AES-128-GCM that answers one hello: its ServerHello, and how it seals what follows. */
export const serverOf13 = (clientHello: Buffer, { group = 29, before = [] as readonly Buffer[] } = {}) => {
  const share = makeShare(group);
  const keyShare = extension(EXTENSION.keyShare, u16(group), sized16(share.publicKey));
  const hello = serverHello({ cipher: 0x1301, extensions: [is13, keyShare] });
  const secret = share.secretWith(shareIn(clientHello, group));
  const keys = serverHandshakeKeys('sha256', secret, digest('sha256', ...before, clientHello, hello), 16);
  let sequence = 0;
  return {
    hello,
    seal: (type: number, ...parts: readonly Uint8Array[]): TlsRecord => {
      sequence += 1;
      return seal(keys, sequence - 1, Buffer.concat([...parts, u8(type)]));
    },
  };
};

/** One sealed record; `inner` ends with its type. */
export const seal = ({ key, iv }: TrafficKeys, sequence: number, inner: Uint8Array): TlsRecord => {
  const nonce = Buffer.from(iv);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence) >>> 0, 8);
  const header = Buffer.concat([u8(RECORD.applicationData), u16(0x0303), u16(inner.length + 16)]);
  const cipher = createCipheriv('aes-128-gcm', key, nonce).setAAD(header);
  const payload = Buffer.concat([cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
  return { type: RECORD.applicationData, header, payload };
};
