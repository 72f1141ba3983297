import type { ApiGuess } from '../../model/facts.ts';
import type { ResponseFacts } from '../../model/response-facts.ts';
import { without } from '../headers.ts';
import { charsetOf, isText, mediaType } from '../media-type.ts';
import type { AnswerHead } from './answer-head.ts';
import { Emulation, UNTRUE } from './emulation.ts';
import { TextCheck } from './text-check.ts';
import { toUtf8 } from './to-utf8.ts';

const NOTHING = Buffer.alloc(0);

/** An answer as the rules see it: its head, and what its text shows as that passes. */
export class Answer {
  /** As they go to the client; names and values alternate. */
  readonly headers: string[];
  /** Bytes of the body as it goes to the client; null: not known. */
  readonly length: number | null;
  readonly #status: number;
  readonly #head: AnswerHead;
  readonly #api: ApiGuess;
  readonly #mediaType: string | null;
  readonly #check: TextCheck | null;
  readonly #emulation: Emulation | null;
  /** The coding of a text that nobody reads; null: there is none. */
  readonly #coding: string | null;
  #isEmpty = true;

  /** `emulates`: its text goes on as the real client would give it to the code. */
  constructor(status: number, head: AnswerHead, api: ApiGuess, emulates: boolean) {
    this.#status = status;
    this.#head = head;
    this.#api = api;
    this.#mediaType = mediaType(head.contentType);
    const coding = isDecoded(this.#mediaType, api) ? codingOf(head) : null;
    this.#coding = coding === PLAIN ? null : coding;
    this.#check = coding === PLAIN ? new TextCheck(charsetOf(head.contentType)) : null;
    this.#emulation = emulates && this.#check ? new Emulation() : null;
    this.length = this.#emulation ? null : head.length;
    this.headers = this.#emulation ? toUtf8(without(head.headers, UNTRUE), this.#from) : head.headers;
  }

  /** What of it goes on now: the chunk itself, unless it is changed. */
  take(chunk: Buffer): Buffer {
    if (chunk.length > 0) this.#isEmpty = false;
    this.#check?.take(chunk);
    return this.#emulation ? this.#emulation.take(chunk, this.#from) : chunk;
  }

  /** What goes on behind all that. */
  end(): Buffer {
    return this.#emulation?.end(this.#from) ?? NOTHING;
  }

  /** `isWhole`: its end has passed. */
  facts(isWhole: boolean): ResponseFacts {
    const { chunked, setsCookie, altSvc } = this.#head;
    return {
      api: this.#api,
      status: this.#status,
      mediaType: this.#mediaType,
      chunked,
      setsCookie,
      altSvc,
      text: this.#check?.facts(isWhole) ?? null,
      coding: this.#isEmpty ? null : this.#coding,
    };
  }

  get #from(): string | null {
    return this.#check?.convertsFrom ?? null;
  }
}

const PLAIN = 'identity';
/** Longest name of a coding that is told, in characters: the server chooses it. */
const LONGEST = 40;

/** Lower-case; `identity`: none. */
const codingOf = ({ contentEncoding }: AnswerHead): string =>
  contentEncoding?.trim().slice(0, LONGEST).toLowerCase() || PLAIN;

/** Whether the client makes text of it; what it downloads, it leaves as it is. */
const isDecoded = (type: string | null, { candidates }: ApiGuess): boolean =>
  isText(type) && candidates.some((candidate) => candidate === 'request' || candidate === 'uploadFile');
