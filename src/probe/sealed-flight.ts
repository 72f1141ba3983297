import { WireError } from '../errors.ts';
import type { NoAnswer, Offered, Refused, VersionAnswer } from '../model/server-facts.ts';
import { AlertReader } from './alert-reader.ts';
import { cipherName } from './cipher-suites.ts';
import { type HelloOptions, helloRecord } from './client-hello.ts';
import type { Flight } from './flight.ts';
import { groupName } from './groups.ts';
import { type HandshakeMessage, HandshakeReader, MESSAGE } from './handshake-reader.ts';
import { serverHandshakeKeys } from './key-schedule.ts';
import { RecordOpener, SEALINGS, type Sealing } from './record-opener.ts';
import { RECORD, type TlsRecord } from './record-reader.ts';
import { SealedMessages } from './sealed-messages.ts';
import { readServerHello, type ServerHello } from './server-hello.ts';
import { Tls13Hello } from './tls13-hello.ts';
import { VERSION_NUMBERS, versionName } from './versions.ts';

/** The flight of TLS 1.3, from ServerHello to Certificate; what is sealed in it is opened (RFC 8446, 2). */
export class SealedFlight implements Flight {
  readonly #options: HelloOptions;
  readonly #hello: Tls13Hello;
  readonly #messages: HandshakeReader;
  readonly #sealed: SealedMessages;
  readonly #alerts = new AlertReader();
  #opener: RecordOpener | null = null;
  #seen: Offered | null = null;
  #answer: VersionAnswer | null = null;

  /** `limit`: bytes of the handshake, in the clear and sealed each. */
  constructor(options: HelloOptions, limit: number) {
    this.#options = options;
    this.#hello = new Tls13Hello(options);
    this.#messages = new HandshakeReader(limit);
    this.#sealed = new SealedMessages(limit);
  }

  /** The first message to send. */
  get hello(): Buffer {
    return this.#hello.message;
  }

  get answer(): VersionAnswer | null {
    return this.#answer;
  }

  take = (record: TlsRecord): Buffer | null => {
    if (record.type === RECORD.handshake) return this.#clear(record.payload);
    if (record.type === RECORD.alert) this.#refuse(record.payload);
    else if (record.type === RECORD.applicationData) this.#open(record);
    // A ChangeCipherSpec means nothing here: it is for middleboxes (RFC 8446, D.4).
    return null;
  };

  ended = (broke: Refused | NoAnswer): VersionAnswer => {
    const reason = this.#alerts.ended(broke);
    return this.#seen ? { ...this.#seen, broke: reason } : reason;
  };

  #refuse(payload: Buffer): void {
    const refused = this.#alerts.push(payload);
    if (refused) this.#answer ??= this.ended(refused);
  }

  #open(record: TlsRecord): void {
    if (!this.#opener || !this.#seen) throw new WireError('a sealed record before the ServerHello');
    const { type, payload } = this.#opener.open(record);
    if (type === RECORD.alert) return this.#refuse(payload);
    if (type !== RECORD.handshake) throw new WireError(`a sealed record of type ${type} in the handshake`);
    this.#seen = this.#sealed.push(payload, this.#seen);
    if (this.#sealed.isDone) this.#answer = this.#seen;
  }

  #clear(payload: Buffer): Buffer | null {
    const [message, more] = this.#messages.push(payload);
    if (!message) return null;
    if (this.#opener || more || this.#messages.isInside) throw new WireError('a message in the clear too many');
    if (message.type !== MESSAGE.serverHello) throw new WireError(`message ${message.type} before the ServerHello`);
    const hello = readServerHello(message.body);
    if (hello.version === VERSION_NUMBERS['TLSv1.3']) return this.#agreed(hello, message);
    this.#answer = { outcome: 'refused', by: 'version', version: versionName(hello.version) };
    return null;
  }

  #agreed(hello: ServerHello, message: HandshakeMessage): Buffer | null {
    const cipher = cipherName(hello.cipher);
    const sealing = SEALINGS[cipher];
    if (!sealing || !this.#options.suites.includes(hello.cipher)) throw new WireError(`${cipher} was not offered`);
    this.#seen = firstSight(cipher);
    if (!hello.isRetry) {
      this.#startOpening(hello, message, sealing);
      return null;
    }
    this.#hello.retry(message, hello.extensions, sealing.hash);
    return helloRecord(this.#hello.message);
  }

  #startOpening({ extensions }: ServerHello, message: HandshakeMessage, sealing: Sealing): void {
    const { group, secret } = this.#hello.agree(extensions);
    if (this.#seen) this.#seen = { ...this.#seen, keyExchange: { kind: 'ecdhe', group: groupName(group) } };
    const transcript = this.#hello.transcriptWith(message, sealing.hash);
    this.#opener = new RecordOpener(sealing, serverHandshakeKeys(sealing.hash, secret, transcript, sealing.keyBytes));
  }
}

/** What the choice of version and suite shows. */
const firstSight = (cipher: string): Offered => ({
  outcome: 'offered',
  cipher,
  forwardSecret: true,
  keyExchange: null,
  chain: null,
  staple: null,
  sctList: null,
  asksCertificate: false,
  broke: null,
});
