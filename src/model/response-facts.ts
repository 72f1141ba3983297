import type { ApiGuess } from './facts.ts';

/** How the text of an answer is encoded, as far as it has passed. */
export interface TextFacts {
  /** UTF-8 byte order marks at its start; 2: two or more; null: it broke off before that was known. */
  readonly boms: 0 | 1 | 2 | null;
  readonly isUtf8: boolean;
  /** Where it is not UTF-8: the charset that the head names, or the one that the bytes look like; null: none known. */
  readonly charset: string | null;
  /** Whether it is known to convert from that charset without a fault. */
  readonly converts: boolean;
  /** Whether its first character is `<`; null: it broke off before that. */
  readonly opensWithTag: boolean | null;
  /** false: it broke off, so that its end is not known. */
  readonly isWhole: boolean;
}

/** Stage response: an answer that has passed. Its head went on at once, so that a finding blocks nothing. */
export interface ResponseFacts {
  readonly api: ApiGuess;
  readonly status: number;
  /** Lower-case, without parameters; null: the head names none. */
  readonly mediaType: string | null;
  readonly chunked: boolean;
  readonly setsCookie: boolean;
  /** Value of `Alt-Svc`; null: none. */
  readonly altSvc: string | null;
  /** null: empty, no text, or compressed. */
  readonly text: TextFacts | null;
  /** The content coding in which a text came, so that it was not read: `gzip`; null: none, or there was no text. */
  readonly coding: string | null;
}
