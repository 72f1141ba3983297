import { WireError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';

/** IANA's registry "TLS ExtensionType Values" */
export const EXTENSION = {
  serverName: 0,
  statusRequest: 5,
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  sct: 18,
  padding: 21,
  extendedMasterSecret: 23,
  sessionTicket: 35,
  supportedVersions: 43,
  cookie: 44,
  pskModes: 45,
  keyShare: 51,
  encryptedHello: 0xfe0d,
  renegotiation: 0xff01,
} as const;

/** Content by number. */
export type Extensions = ReadonlyMap<number, Buffer>;

/** The content of a list of extensions, each type once (RFC 8446, 4.2). @throws WireError */
export const readExtensions = (list: Uint8Array): Extensions => {
  const reader = new ByteReader(list);
  const extensions = new Map<number, Buffer>();
  while (reader.left > 0) {
    const type = reader.number(2);
    if (extensions.has(type)) throw new WireError(`extension ${type} comes twice`);
    extensions.set(type, reader.sized(2));
  }
  return extensions;
};
