import { WireError } from '../errors.ts';
import type { NoAnswer, Offered, Refused, TlsVersion, VersionAnswer } from '../model/server-facts.ts';
import { AlertReader } from './alert-reader.ts';
import { readCertificates } from './certificate-message.ts';
import { readCertificateStatus } from './certificate-status.ts';
import { cipherName, isForwardSecret } from './cipher-suites.ts';
import { EXTENSION } from './extensions.ts';
import type { Flight } from './flight.ts';
import { type HandshakeMessage, HandshakeReader, MESSAGE } from './handshake-reader.ts';
import { RECORD, type TlsRecord } from './record-reader.ts';
import { readServerHello } from './server-hello.ts';
import { fixedKeyExchange, readKeyExchange } from './server-key-exchange.ts';
import { VERSION_NUMBERS, versionName } from './versions.ts';

/** The hello that was sent. */
export interface Asked {
  readonly version: TlsVersion;
  readonly suites: readonly number[];
}

/** What each message adds to what was seen. */
const READERS: Readonly<Record<number, (body: Buffer, cipher: string) => Partial<Offered>>> = {
  [MESSAGE.certificate]: (body) => ({ chain: readCertificates(body).chain }),
  [MESSAGE.certificateStatus]: (body) => ({ staple: readCertificateStatus(body) }),
  [MESSAGE.serverKeyExchange]: (body, cipher) => ({ keyExchange: readKeyExchange(body, cipher) }),
  [MESSAGE.certificateRequest]: () => ({ asksCertificate: true }),
};

/** The flight of TLS 1.0 to 1.2, from ServerHello to ServerHelloDone, all of it in the clear (RFC 5246, 7.3). */
export class LegacyFlight implements Flight {
  readonly #asked: Asked;
  readonly #messages: HandshakeReader;
  readonly #alerts = new AlertReader();
  readonly #read = new Set<number>();
  #seen: Offered | null = null;
  #answer: VersionAnswer | null = null;

  /** `limit`: bytes of the handshake. */
  constructor(asked: Asked, limit: number) {
    this.#asked = asked;
    this.#messages = new HandshakeReader(limit);
  }

  get answer(): VersionAnswer | null {
    return this.#answer;
  }

  take = ({ type, payload }: TlsRecord): null => {
    if (type === RECORD.alert) this.#refuse(this.#alerts.push(payload));
    else if (type === RECORD.handshake) this.#handshake(payload);
    else throw new WireError(`a record of type ${type} in the first flight`);
    return null;
  };

  ended = (broke: Refused | NoAnswer): VersionAnswer => {
    const reason = this.#alerts.ended(broke);
    return this.#seen ? { ...this.#seen, broke: reason } : reason;
  };

  #refuse(refused: Refused | null): void {
    if (refused) this.#answer ??= this.ended(refused);
  }

  #handshake(payload: Buffer): void {
    for (const message of this.#messages.push(payload)) this.#message(message);
  }

  #message({ type, body }: HandshakeMessage): void {
    if (this.#answer || type === MESSAGE.helloRequest) return;
    if (this.#read.has(type)) throw new WireError(`message ${type} comes twice`);
    this.#read.add(type);
    if (type === MESSAGE.serverHello) this.#hello(body);
    else this.#follow(type, body);
  }

  #hello(body: Buffer): void {
    const { version, cipher, extensions } = readServerHello(body);
    if (version !== VERSION_NUMBERS[this.#asked.version]) {
      this.#answer = { outcome: 'refused', by: 'version', version: versionName(version) };
      return;
    }
    if (!this.#asked.suites.includes(cipher)) throw new WireError('a cipher suite that was not offered');
    const name = cipherName(cipher);
    this.#seen = {
      outcome: 'offered',
      cipher: name,
      forwardSecret: isForwardSecret(name),
      keyExchange: fixedKeyExchange(name),
      chain: null,
      staple: null,
      sctList: extensions.get(EXTENSION.sct) ?? null,
      asksCertificate: false,
      broke: null,
    };
  }

  #follow(type: number, body: Buffer): void {
    if (!this.#seen) throw new WireError(`message ${type} before the ServerHello`);
    if (type === MESSAGE.serverHelloDone) {
      this.#answer = this.#seen;
      return;
    }
    const reader = READERS[type];
    if (!reader) throw new WireError(`message ${type} in the first flight`);
    this.#seen = { ...this.#seen, ...reader(body, this.#seen.cipher) };
  }
}
