import type { BodyFacts } from '../model/facts.ts';
import { parametersOf } from '../rules/parameters-of.ts';
import type { Head } from './inbound.ts';
import { mediaType } from './media-type.ts';

/** Longer bodies are not looked at, bytes: what is looked at is held, and parsed in one go. */
const MOST_BYTES = 65_536;

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
  #chunks: Buffer[] | null = [];
  #bytes = 0;

  constructor(head: Head, kind: BodyFacts['kind']) {
    this.#head = head;
    this.#kind = kind;
  }

  take(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) this.#chunks = null;
    this.#chunks?.push(chunk);
  }

  /** Once it has passed; null: it is empty or too long. */
  facts(): BodyFacts | null {
    if (!this.#chunks || this.#bytes === 0) return null;
    const text = Buffer.concat(this.#chunks);
    const { api } = this.#head;
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
  const kind = head.hasBody && !head.isEncoded ? kindOf(mediaType(head.contentType)) : null;
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
