import type { BodyFacts } from '../model/facts.ts';
import { parametersOf } from '../rules/parameters-of.ts';
import type { Head } from './inbound.ts';
import { mediaType } from './media-type.ts';

/** Longer bodies are not looked at, bytes: what is looked at is held, and parsed in one go. */
const MOST_BYTES = 65_536;

const COMPRESSED = 'the body came compressed and was not read';
const TOO_LONG = `the body is longer than ${MOST_BYTES / 1024} KiB and was not read`;

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = /^application\/(?:[^/]*\+)?json$/;
const kindOf = (type: string | null): BodyFacts['kind'] | null => {
  if (type === null) return null;
  return type === FORM ? 'form' : JSON_TYPE.test(type) ? 'json' : null;
};

/** A secret's name as a key, at any depth. */
const SECRET_KEY = /"((?:app)?[-_]?secret)"\s*:/gi;

/** Looks at a request's body as it passes; holds nothing of it back. */
export class BodyCheck {
  readonly #head: Head;
  readonly #kind: BodyFacts['kind'];
  /** null: nothing of it is read. */
  #chunks: Buffer[] | null = [];
  #bytes = 0;

  constructor(head: Head, kind: BodyFacts['kind']) {
    this.#head = head;
    this.#kind = kind;
    if (head.isEncoded) this.#chunks = null;
  }

  take(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) this.#chunks = null;
    this.#chunks?.push(chunk);
  }

  /** Once it has passed; null: it is empty. */
  facts(): BodyFacts | null {
    if (this.#bytes === 0) return null;
    const { api, isEncoded } = this.#head;
    if (!this.#chunks) return { api, kind: 'unread', reason: isEncoded ? COMPRESSED : TOO_LONG };
    const text = Buffer.concat(this.#chunks);
    if (this.#kind === 'form') return { api, kind: 'form', ...parametersOf(text.toString('latin1').trim()) };
    const json = text.toString('utf8');
    return {
      api,
      kind: 'json',
      parses: parses(json),
      secrets: [...json.matchAll(SECRET_KEY)].map(([, key = '']) => key),
    };
  }
}

/** null: the body is of a kind that no rule looks at. */
export const checkOf = (head: Head): BodyCheck | null => {
  const kind = head.hasBody ? kindOf(mediaType(head.contentType)) : null;
  return kind && new BodyCheck(head, kind);
};

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
};
