import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { derive } from './derive.ts';
import { Line } from './line.ts';
import type { ScryptHash } from './scrypt-hash.ts';
import { Tries, type TriesOptions } from './tries.ts';

/** What a client says of itself. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

export type Checked = 'right' | 'wrong' | { readonly retryAfterS: number };

/** Different wrong passwords of one address: ten in a minute, then it waits for the rest of the minute. */
const TRIES: TriesOptions = { most: 10, windowMs: 60_000 };
/** Derivations at once: half of libuv's threads, the others resolve names and read files. */
const AT_ONCE = 2;
const LONGEST_LINE = 64;
/** Names and passwords whose answer is remembered, and for how long. */
const REMEMBERED = 1_000;
const REMEMBERED_MS = 300_000;
const BUSY: Checked = { retryAfterS: 1 };

/** Who may use the proxy by name and password. */
export class Users {
  readonly #hashes: ReadonlyMap<string, ScryptHash>;
  /** Costs whoever names nobody what the others cost, and is what no password derives to. */
  readonly #nobody: ScryptHash;
  readonly #key = randomBytes(32);
  readonly #known = new LRUCache<string, Checked>({ max: REMEMBERED, ttl: REMEMBERED_MS });
  readonly #pending = new Map<string, Promise<Checked>>();
  readonly #line = new Line(AT_ONCE, LONGEST_LINE);
  readonly #tries: Tries;
  readonly #count = { derived: 0, refused: 0 };

  /** At least one. */
  constructor(hashes: ReadonlyMap<string, ScryptHash>, tries: TriesOptions = TRIES) {
    const [first] = hashes.values();
    const cost = first?.cost ?? { ln: 10, r: 8, p: 1 };
    this.#hashes = hashes;
    this.#nobody = { cost, salt: randomBytes(16), key: randomBytes(32) };
    this.#tries = new Tries(tries);
  }

  /** Derivations made, and answers that were not `right`; answers remembered, and addresses whose wrong ones are counted. */
  stats(): Readonly<Record<'derived' | 'refused' | 'remembered' | 'guessing', number>> {
    return { ...this.#count, remembered: this.#known.size, guessing: this.#tries.size };
  }

  /** At once where the answer is known already. What was wrong before is wrong again, and is no further try. */
  check(credentials: Credentials, address: string): Checked | Promise<Checked> {
    const answer = this.#answer(credentials, address);
    if (answer instanceof Promise) return answer.then((checked) => this.#counted(checked));
    return this.#counted(answer);
  }

  #counted(checked: Checked): Checked {
    if (checked !== 'right') this.#count.refused += 1;
    return checked;
  }

  #answer(credentials: Credentials, address: string): Checked | Promise<Checked> {
    const retryAfterS = this.#tries.waitS(address);
    // Also what is known to be right: else guesses could be held against what is remembered.
    if (retryAfterS > 0) return { retryAfterS };
    const digest = this.#digestOf(credentials);
    const before = this.#known.get(digest) ?? this.#pending.get(digest);
    if (before) return before;
    if (this.#line.isFull) return BUSY;
    const takeBack = this.#tries.begin(address);
    const pending = this.#derived(credentials).then((checked) => {
      this.#pending.delete(digest);
      if (checked !== 'wrong') takeBack();
      if (checked !== BUSY) this.#known.set(digest, checked);
      return checked;
    });
    this.#pending.set(digest, pending);
    return pending;
  }

  async #derived({ name, password }: Credentials): Promise<Checked> {
    const hash = this.#hashes.get(name) ?? this.#nobody;
    try {
      const key = await this.#line.run(() => {
        this.#count.derived += 1;
        return derive(password, hash, hash.key.length);
      });
      return timingSafeEqual(key, hash.key) ? 'right' : 'wrong';
    } catch {
      // No memory for it: nothing is known of the password.
      return BUSY;
    }
  }

  /** Keyed, so that what is remembered helps nobody who reads the memory to guess without this process. */
  #digestOf({ name, password }: Credentials): string {
    return createHmac('sha256', this.#key).update(`${name.length} ${name}${password}`).digest('base64');
  }
}
