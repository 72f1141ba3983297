import { type CipherGCMTypes, createDecipheriv } from 'node:crypto';
import { WireError } from '../errors.ts';
import type { Hash, TrafficKeys } from './key-schedule.ts';
import type { TlsRecord } from './record-reader.ts';

/** What a suite of TLS 1.3 seals with. */
export interface Sealing {
  readonly hash: Hash;
  readonly aead: CipherGCMTypes | 'chacha20-poly1305';
  readonly keyBytes: number;
}

/** By the suite's name. */
export const SEALINGS: Readonly<Record<string, Sealing>> = {
  TLS_AES_128_GCM_SHA256: { hash: 'sha256', aead: 'aes-128-gcm', keyBytes: 16 },
  TLS_AES_256_GCM_SHA384: { hash: 'sha384', aead: 'aes-256-gcm', keyBytes: 32 },
  TLS_CHACHA20_POLY1305_SHA256: { hash: 'sha256', aead: 'chacha20-poly1305', keyBytes: 32 },
};

const TAG_BYTES = 16;

/** Opens one sender's sealed records, which must come in their order (RFC 8446, 5.2). */
export class RecordOpener {
  readonly #aead: Sealing['aead'];
  readonly #keys: TrafficKeys;
  #sequence = 0;

  constructor({ aead }: Sealing, keys: TrafficKeys) {
    this.#aead = aead;
    this.#keys = keys;
  }

  /** The type and content inside. @throws WireError */
  open({ header, payload }: Pick<TlsRecord, 'header' | 'payload'>): Pick<TlsRecord, 'type' | 'payload'> {
    if (payload.length <= TAG_BYTES) throw new WireError('a sealed record of no content');
    const inner = this.#unseal(header, payload);
    let end = inner.length - 1;
    // Zeros behind the type are padding (RFC 8446, 5.4).
    while (end >= 0 && inner[end] === 0) end -= 1;
    if (end < 0) throw new WireError('a sealed record of padding alone');
    return { type: inner.readUInt8(end), payload: inner.subarray(0, end) };
  }

  #unseal(header: Buffer, payload: Buffer): Buffer {
    const { key } = this.#keys;
    // One signature for GCM and one for ChaCha20: the same call, by the types of each.
    const options = { authTagLength: TAG_BYTES };
    const nonce = this.#nonce();
    const decipher =
      this.#aead === 'chacha20-poly1305'
        ? createDecipheriv(this.#aead, key, nonce, options)
        : createDecipheriv(this.#aead, key, nonce, options);
    decipher.setAAD(header, { plaintextLength: payload.length - TAG_BYTES });
    decipher.setAuthTag(payload.subarray(-TAG_BYTES));
    const inner = decipher.update(payload.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
    } catch {
      throw new WireError('a sealed record that its key does not open');
    }
    return inner;
  }

  /** The IV, and in its last bytes the record's number (RFC 8446, 5.3). */
  #nonce(): Buffer {
    const nonce = Buffer.from(this.#keys.iv);
    const at = nonce.length - 4;
    nonce.writeUInt32BE((nonce.readUInt32BE(at) ^ this.#sequence) >>> 0, at);
    this.#sequence += 1;
    return nonce;
  }
}
