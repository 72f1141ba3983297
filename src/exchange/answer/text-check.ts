import type { TextFacts } from '../../model/response-facts.ts';
import { createDecoder, type Decoder } from './decoder.ts';
import { guessCharset } from './guess-charset.ts';
import { Utf8Stream } from './utf8-stream.ts';

/** Kept from the start of the text, in bytes: two marks, and blanks before the first character. */
const START = 64;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const NOTHING = Buffer.alloc(0);

/** A byte order mark, blanks or a tag begin with these. */
const OPENINGS: ReadonlySet<number> = new Set([0xef, 0x20, 0x09, 0x0a, 0x0d, 0x3c]);

/** Charsets whose text may be taken for UTF-8, byte by byte. */
const HIDDEN = /^(?:utf-?(?:7|16|32)|iso-2022|hz-gb)/;
const UTF8 = /^(?:unicode-1-1-)?utf-?8$/;

/** Looks at the text of an answer as it passes; holds nothing of it back. */
export class TextCheck {
  readonly #named: string | null;
  readonly #utf8 = new Utf8Stream();
  /** null: nothing of it is in question any more. */
  #start: Buffer | null = NOTHING;
  #charset: string | null;
  #decoder: Decoder | null = null;
  #converts = false;
  #asked = false;
  #isEmpty = true;

  /** `named`: charset of the head, lower-case; null: it names none. */
  constructor(named: string | null) {
    this.#named = named === null || UTF8.test(named) ? null : named;
    this.#charset = this.#named;
    if (this.#named !== null) this.#convertFrom(this.#named);
  }

  /** The charset that the text is to be converted from; null: it is UTF-8 so far, or nothing that converts. */
  get convertsFrom(): string | null {
    return this.#converts ? this.#charset : null;
  }

  take(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#isEmpty = false;
    this.#noteStart(chunk);
    const open = this.#utf8.open;
    this.#utf8.take(chunk);
    const isNew = this.#utf8.isValid || this.#asked ? null : this.#guess(Buffer.concat([open, chunk]));
    if (this.#decoder?.take(isNew ?? chunk) === null) this.#giveUp();
  }

  /** null: there was no text. */
  facts(isWhole: boolean): TextFacts | null {
    if (this.#isEmpty && isWhole) return null;
    if (isWhole) this.#end();
    const isUtf8 = this.#utf8.isValid && !(this.#named !== null && HIDDEN.test(this.#named));
    const { boms, opensWithTag } = this.#start ? opening(this.#start, isWhole) : PLAIN;
    return { boms, isUtf8, charset: isUtf8 ? null : this.#charset, converts: this.#converts, opensWithTag, isWhole };
  }

  #noteStart(chunk: Buffer): void {
    if (!this.#start || this.#start.length >= START) return;
    // Most text is plain from its first byte: nothing of it needs to be kept.
    if (this.#start.length === 0 && !OPENINGS.has(chunk[0] ?? 0)) this.#start = null;
    else this.#start = Buffer.concat([this.#start, chunk.subarray(0, START - this.#start.length)]);
  }

  #end(): void {
    const { open } = this.#utf8;
    this.#utf8.end();
    if (!this.#utf8.isValid && !this.#asked && this.#guess(open)) this.#decoder?.take(open);
    if (this.#decoder?.end() === null) this.#giveUp();
  }

  /**
   * At the first fault, unless the head names a charset: what the text is converted from, from here on. What stood before
   * was UTF-8 and is gone; in nearly all texts it was ASCII, which is the same in either.
   */
  #guess(chunk: Buffer): Buffer | null {
    this.#asked = true;
    if (this.#named !== null) return null;
    const guess = guessCharset(chunk);
    this.#charset = guess?.charset ?? null;
    if (guess?.isTelling) this.#convertFrom(guess.charset);
    return chunk;
  }

  #convertFrom(charset: string): void {
    this.#decoder = createDecoder(charset, true);
    this.#converts = this.#decoder !== null;
  }

  #giveUp(): void {
    this.#decoder = null;
    this.#converts = false;
  }
}

type Opening = Pick<TextFacts, 'boms' | 'opensWithTag'>;

const PLAIN: Opening = { boms: 0, opensWithTag: false };

/** What broke off may have been about to go on with a mark, or with a tag. */
const opening = (start: Buffer, isWhole: boolean): Opening => {
  let at = 0;
  while (start.subarray(at, at + 3).equals(MARK)) at += 3;
  const rest = start.subarray(at);
  const isOpen = !isWhole && rest.length < MARK.length && MARK.subarray(0, rest.length).equals(rest);
  const boms = at === 0 ? 0 : at === 3 ? 1 : 2;
  const isBlank = /^[ \t\r\n]*$/.test(rest.toString('latin1'));
  return {
    boms: isOpen && boms < 2 ? null : boms,
    opensWithTag: !isWhole && (isOpen || isBlank) ? null : /^[ \t\r\n]*</.test(rest.toString('latin1')),
  };
};
