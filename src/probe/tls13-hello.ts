import { randomBytes } from 'node:crypto';
import { WireError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { sized24, u8 } from './bytes.ts';
import { type HelloOptions, writeClientHello } from './client-hello.ts';
import { EXTENSION, type Extensions } from './extensions.ts';
import type { HandshakeMessage } from './handshake-reader.ts';
import { digest, type Hash } from './key-schedule.ts';
import { type KeyShare, makeShare, SHARE_GROUPS } from './key-share.ts';

/** Groups that the first hello has a share of: a server that wants another one asks for it. */
const FIRST_SHARES = [29, 23] as const;
/** The message that stands for the first hello in the transcript of a second (RFC 8446, 4.4.1). */
const MESSAGE_HASH = 254;

/** The hellos of one connection of TLS 1.3, their keys, and the transcript that they begin. */
export class Tls13Hello {
  readonly #options: HelloOptions;
  readonly #sessionId = randomBytes(32);
  #shares: readonly KeyShare[] = FIRST_SHARES.map(makeShare);
  #transcript: readonly Buffer[];
  #isSecond = false;

  constructor(options: HelloOptions) {
    this.#options = options;
    this.#transcript = [this.#write(null)];
  }

  /** The first hello, or the second one. */
  get message(): Buffer {
    return this.#transcript[this.#transcript.length - 1] ?? Buffer.alloc(0);
  }

  /** Makes the second hello, as a HelloRetryRequest wants it (RFC 8446, 4.1.4). @throws WireError */
  retry(request: HandshakeMessage, extensions: Extensions, hash: Hash): void {
    if (this.#isSecond) throw new WireError('a second HelloRetryRequest');
    this.#isSecond = true;
    const wanted = extensions.get(EXTENSION.keyShare);
    if (wanted) this.#shares = [makeShare(groupIn(wanted))];
    const first = Buffer.concat([u8(MESSAGE_HASH), sized24(digest(hash, this.message))]);
    this.#transcript = [first, request.raw, this.#write(extensions.get(EXTENSION.cookie) ?? null)];
  }

  /** The group and the secret that the server's key share makes with ours. @throws WireError */
  agree(extensions: Extensions): { readonly group: number; readonly secret: Buffer } {
    const content = extensions.get(EXTENSION.keyShare);
    if (!content) throw new WireError('a ServerHello of TLS 1.3 without a key share');
    const reader = new ByteReader(content);
    const group = reader.number(2);
    const publicKey = reader.sized(2);
    reader.end();
    const share = this.#shares.find((one) => one.group === group);
    if (!share) throw new WireError(`a key share of group ${group}, and none was offered`);
    return { group, secret: share.secretWith(publicKey) };
  }

  /** Of all messages so far, the ServerHello last. */
  transcriptWith(serverHello: HandshakeMessage, hash: Hash): Buffer {
    return digest(hash, ...this.#transcript, serverHello.raw);
  }

  #write(cookie: Buffer | null): Buffer {
    const tls13 = { sessionId: this.#sessionId, groups: SHARE_GROUPS, shares: this.#shares, cookie };
    return writeClientHello({ ...this.#options, tls13 });
  }
}

const groupIn = (content: Buffer): number => {
  const reader = new ByteReader(content);
  const group = reader.number(2);
  reader.end();
  return group;
};
