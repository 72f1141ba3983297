import type { TlsVersion } from '../model/server-facts.ts';
import { sized8, sized16, sized24, u8, u16 } from './bytes.ts';
import { EXTENSION } from './extensions.ts';
import { LEGACY_GROUPS } from './groups.ts';
import { MESSAGE } from './handshake-reader.ts';
import { RECORD } from './record-reader.ts';
import { VERSION_NUMBERS } from './versions.ts';

/** One group's public key, for TLS 1.3. */
export interface OfferedShare {
  readonly group: number;
  readonly publicKey: Uint8Array;
}

export interface HelloOptions {
  /** The one version offered. */
  readonly version: TlsVersion;
  /** 32 bytes. */
  readonly random: Uint8Array;
  /** null: no SNI. */
  readonly servername: string | null;
  readonly suites: readonly number[];
  /** TLS 1.3 only. */
  readonly tls13?: Tls13Options;
}

export interface Tls13Options {
  /** 32 bytes, as middleboxes expect them (RFC 8446, D.4). */
  readonly sessionId: Uint8Array;
  readonly groups: readonly number[];
  readonly shares: readonly OfferedShare[];
  /** Of a HelloRetryRequest, as it stood there. null: none. */
  readonly cookie: Uint8Array | null;
}

/** ECDSA, Ed25519, Ed448, RSA-PSS, RSA, DSA; SHA-1 too, for what is weak is to be seen (RFC 8446, 4.2.3). */
const SIGNATURES = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
  0x0303, 0x0301, 0x0203, 0x0201, 0x0402, 0x0302, 0x0202,
];

/** Some old servers do not answer hellos of 256 to 511 bytes (RFC 7685, 4). */
const PADDED_BYTES = 512;

/** The handshake message, without a record around it (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2). */
export const writeClientHello = (options: HelloOptions): Buffer => {
  const { version, random, suites, tls13 } = options;
  const number = Math.min(VERSION_NUMBERS[version], VERSION_NUMBERS['TLSv1.2']);
  const head = Buffer.concat([
    u16(number),
    random,
    sized8(tls13?.sessionId ?? Buffer.alloc(0)),
    sized16(...suites.map(u16)),
    sized8(u8(0)),
  ]);
  const extensions = Buffer.concat(tls13 ? [...common(options), ...modern(tls13)] : [...common(options), ...legacy()]);
  const missing = PADDED_BYTES - (head.length + extensions.length + 10);
  const padding = missing > -4 ? extension(EXTENSION.padding, Buffer.alloc(Math.max(0, missing))) : Buffer.alloc(0);
  return Buffer.concat([u8(MESSAGE.clientHello), sized24(head, sized16(extensions, padding))]);
};

/** That message in one record; servers look for 3.1 in front of a first hello (RFC 8446, 5.1). */
export const helloRecord = (message: Uint8Array): Buffer =>
  Buffer.concat([u8(RECORD.handshake), u16(VERSION_NUMBERS.TLSv1), sized16(message)]);

const extension = (type: number, ...content: readonly Uint8Array[]): Buffer =>
  Buffer.concat([u16(type), sized16(...content)]);

const common = ({ servername, version }: HelloOptions): readonly Buffer[] => [
  ...(servername === null
    ? []
    : [extension(EXTENSION.serverName, sized16(u8(0), sized16(Buffer.from(servername, 'latin1'))))]),
  // OCSP, no responder named, no extension.
  extension(EXTENSION.statusRequest, u8(1), u16(0), u16(0)),
  extension(EXTENSION.sct),
  // Both, for a server that finds none of its own may refuse the handshake for that (RFC 7301, 3.2).
  extension(EXTENSION.alpn, sized16(sized8(Buffer.from('h2')), sized8(Buffer.from('http/1.1')))),
  ...(VERSION_NUMBERS[version] >= VERSION_NUMBERS['TLSv1.2']
    ? [extension(EXTENSION.signatureAlgorithms, sized16(...SIGNATURES.map(u16)))]
    : []),
];

const legacy = (): readonly Buffer[] => [
  extension(EXTENSION.supportedGroups, sized16(...LEGACY_GROUPS.map(u16))),
  extension(EXTENSION.pointFormats, sized8(u8(0))),
  extension(EXTENSION.extendedMasterSecret),
  extension(EXTENSION.sessionTicket),
  extension(EXTENSION.renegotiation, sized8()),
];

const modern = ({ groups, shares, cookie }: Tls13Options): readonly Buffer[] => [
  extension(EXTENSION.supportedVersions, sized8(u16(VERSION_NUMBERS['TLSv1.3']))),
  extension(EXTENSION.supportedGroups, sized16(...groups.map(u16))),
  extension(
    EXTENSION.keyShare,
    sized16(...shares.map(({ group, publicKey }) => Buffer.concat([u16(group), sized16(publicKey)]))),
  ),
  // psk_dhe_ke
  extension(EXTENSION.pskModes, sized8(u8(1))),
  ...(cookie ? [extension(EXTENSION.cookie, cookie)] : []),
];
