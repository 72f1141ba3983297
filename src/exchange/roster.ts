/** A place in a roster; to leave it twice does nothing. */
export interface Seat {
  readonly leave: () => void;
}

/**
 * Things that come and go with every request, in the order in which they came. A Set makes a table anew whenever it has
 * grown or shrunk, and each old table keeps the next one alive: with bursts of requests that is most of the garbage.
 */
export class Roster<T> {
  readonly #count = { now: 0 };
  /** Its neighbours are the first and the last one; it is its own neighbour while there is none. */
  readonly #end = new Link<T>(null, this.#count);

  get size(): number {
    return this.#count.now;
  }

  get first(): T | null {
    return this.#end.next.value;
  }

  get last(): T | null {
    return this.#end.before.value;
  }

  add(value: T): Seat {
    const link = new Link<T>(value, this.#count);
    link.enter(this.#end);
    return link;
  }

  /** Those that are there now and still are when their turn comes. */
  *[Symbol.iterator](): Generator<T> {
    const links: Link<T>[] = [];
    for (let link = this.#end.next; link !== this.#end; link = link.next) links.push(link);
    for (const { value, isIn } of links) if (isIn && value !== null) yield value;
  }
}

class Link<T> implements Seat {
  /** null: of the end. */
  readonly value: T | null;
  before: Link<T> = this;
  next: Link<T> = this;
  readonly #count: { now: number };

  constructor(value: T | null, count: { now: number }) {
    this.value = value;
    this.#count = count;
  }

  get isIn(): boolean {
    return this.next !== this;
  }

  enter(end: Link<T>): void {
    this.before = end.before;
    this.next = end;
    end.before.next = this;
    end.before = this;
    this.#count.now += 1;
  }

  /** Whoever has left must not hold those who came later: they would grow old with it. */
  leave(): void {
    if (!this.isIn) return;
    this.before.next = this.next;
    this.next.before = this.before;
    this.before = this;
    this.next = this;
    this.#count.now -= 1;
  }
}
