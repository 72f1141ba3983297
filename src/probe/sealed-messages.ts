import { WireError } from '../errors.ts';
import type { Offered } from '../model/server-facts.ts';
import { ByteReader } from './byte-reader.ts';
import { readCertificateEntries } from './certificate-message.ts';
import { readExtensions } from './extensions.ts';
import { HandshakeReader, MESSAGE } from './handshake-reader.ts';

/** What each message adds to what was seen (RFC 8446, 4.3 and 4.4.2). */
const READERS: Readonly<Record<number, (body: Buffer) => Partial<Offered>>> = {
  [MESSAGE.encryptedExtensions]: (body) => {
    extensionsIn(new ByteReader(body));
    return {};
  },
  [MESSAGE.certificateRequest]: (body) => {
    const reader = new ByteReader(body);
    reader.sized(1);
    extensionsIn(reader);
    return { asksCertificate: true };
  },
  [MESSAGE.certificate]: readCertificateEntries,
};

const extensionsIn = (reader: ByteReader): void => {
  readExtensions(reader.sized(2));
  reader.end();
};

/** The messages that TLS 1.3 seals, after they were opened, up to the server's Certificate. */
export class SealedMessages {
  readonly #messages: HandshakeReader;
  readonly #read = new Set<number>();

  /** `limit`: bytes of all of them. */
  constructor(limit: number) {
    this.#messages = new HandshakeReader(limit);
  }

  /** Whether the Certificate has come: what is behind it proves things, and shows none. */
  get isDone(): boolean {
    return this.#read.has(MESSAGE.certificate);
  }

  /** What is seen with the messages in `payload`. @throws WireError */
  push(payload: Uint8Array, seen: Offered): Offered {
    let more = seen;
    for (const { type, body } of this.#messages.push(payload)) {
      if (this.isDone) break;
      const reader = READERS[type];
      if (!reader || this.#read.has(type)) throw new WireError(`message ${type} among the sealed ones`);
      this.#read.add(type);
      more = { ...more, ...reader(body) };
    }
    return more;
  }
}
