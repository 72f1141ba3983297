import type { ApiGuess } from '../../model/facts.ts';
import type { ResponseFacts } from '../../model/response-facts.ts';
import { charsetOf, isText, mediaType } from '../media-type.ts';
import type { AnswerHead } from './answer-head.ts';
import { TextCheck } from './text-check.ts';

/** An answer as the rules see it: its head, and what its text shows as that passes. */
export class Answer {
  readonly #status: number;
  readonly #head: AnswerHead;
  readonly #mediaType: string | null;
  readonly #check: TextCheck | null;

  constructor(status: number, head: AnswerHead) {
    this.#status = status;
    this.#head = head;
    const { contentType, contentEncoding } = head;
    this.#mediaType = mediaType(contentType);
    const isPlain = contentEncoding === null || /^identity$/i.test(contentEncoding);
    this.#check = isPlain && isText(this.#mediaType) ? new TextCheck(charsetOf(contentType)) : null;
  }

  take(chunk: Buffer): void {
    this.#check?.take(chunk);
  }

  /** `isWhole`: its end has passed. */
  facts(api: ApiGuess, isWhole: boolean): ResponseFacts {
    const { chunked, setsCookie, altSvc } = this.#head;
    return {
      api,
      status: this.#status,
      mediaType: this.#mediaType,
      chunked,
      setsCookie,
      altSvc,
      text: this.#check?.facts(isWhole) ?? null,
    };
  }
}
