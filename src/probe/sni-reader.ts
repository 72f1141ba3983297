import { WireError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { EXTENSION, readExtensions } from './extensions.ts';
import { HandshakeReader, MESSAGE } from './handshake-reader.ts';
import { PiledBytes } from './piled-bytes.ts';
import { RECORD, RecordReader, type TlsRecord } from './record-reader.ts';

/** Many times what clients send, post-quantum keys and old sessions included. */
const MOST_BYTES = 65_536;

/** Reads which server a client's first message of TLS is for, from its bytes in whatever pieces, and keeps them. */
export class SniReader {
  readonly #records = new RecordReader();
  readonly #messages = new HandshakeReader(MOST_BYTES);
  readonly #pile = new PiledBytes();

  /**
   * undefined: the message has not ended. null: it names no server in the clear. At most 64 KiB.
   * @throws WireError for what is no such message
   */
  push(piece: Uint8Array): string | null | undefined {
    this.#pile.add(piece);
    for (const record of this.#records.push(piece)) {
      const hello = this.#helloIn(record);
      if (hello) return serverName(hello);
    }
    if (this.#pile.length > MOST_BYTES) throw new WireError('the first message is longer than allowed');
    return undefined;
  }

  /** Gives back all that was pushed. */
  take(): Buffer {
    return this.#pile.take(this.#pile.length);
  }

  /** null: it ends in a later one. */
  #helloIn({ type, payload }: TlsRecord): Buffer | null {
    if (type !== RECORD.handshake) throw new WireError('a handshake does not begin so');
    for (const message of this.#messages.push(payload)) {
      if (message.type === MESSAGE.clientHello) return message.body;
      throw new WireError('a handshake begins with another message');
    }
    return null;
  }
}

/** Of a ClientHello (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2). */
const serverName = (hello: Uint8Array): string | null => {
  const reader = new ByteReader(hello);
  reader.take(VERSION_AND_RANDOM_BYTES);
  reader.sized(1);
  reader.sized(2);
  reader.sized(1);
  if (reader.left === 0) return null;
  const extensions = readExtensions(reader.sized(2));
  reader.end();
  const names = extensions.get(EXTENSION.serverName);
  // The name in front of an encrypted hello is for whoever opens that, and need not be the server's (RFC 9849, 6.1).
  return names === undefined || extensions.has(EXTENSION.encryptedHello) ? null : onlyName(names);
};

const VERSION_AND_RANDOM_BYTES = 34;
const HOST_NAME = 0;

/** There is one kind of name, and at most one name of a kind (RFC 6066, 3). */
const onlyName = (list: Uint8Array): string => {
  const outer = new ByteReader(list);
  const reader = new ByteReader(outer.sized(2));
  outer.end();
  if (reader.number(1) !== HOST_NAME) throw new WireError('a server name of another kind');
  const name = reader.sized(2).toString('latin1');
  reader.end();
  return name;
};
