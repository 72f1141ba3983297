import type { NoAnswer, Refused, VersionAnswer } from '../model/server-facts.ts';
import type { TlsRecord } from './record-reader.ts';

/** What a server sends in answer to a hello, read as it comes; knows no socket. */
export interface Flight {
  /** Reads on. Bytes to send in return; null: none. @throws WireError */
  readonly take: (record: TlsRecord) => Buffer | null;
  /** null: there is more to come. */
  readonly answer: VersionAnswer | null;
  /** The answer where no more comes, for this reason. */
  readonly ended: (broke: Refused | NoAnswer) => VersionAnswer;
}
