/** Whose places a lane counts. */
export interface LaneOwner {
  readonly device: string;
  readonly appid: string | null;
  readonly kind: 'request' | 'socket';
  /** How many may run at once; null: as many as there are. */
  readonly limit: number | null;
}

/** The most at any moment of each point of the time axis. */
export interface LaneHistory extends LaneOwner {
  readonly running: readonly number[];
  readonly waiting: readonly number[];
}

const halved = (values: readonly number[]): number[] =>
  Array.from({ length: Math.ceil(values.length / 2) }, (_, at) =>
    Math.max(values[at * 2] ?? 0, values[at * 2 + 1] ?? 0),
  );

/** The places of one owner, at the pace of the events. */
export class Lane {
  readonly owner: LaneOwner;
  readonly #most: number;
  #now = { running: 0, waiting: 0 };
  #past: { running: number[]; waiting: number[] } = { running: [], waiting: [] };
  /** Places with a new holder whose old one is about to be told of: a gate hands on first and tells then. */
  #handedOn = 0;

  constructor(owner: LaneOwner) {
    this.owner = owner;
    this.#most = owner.limit ?? Number.POSITIVE_INFINITY;
  }

  isFull(): boolean {
    return this.#now.running >= this.#most || this.#now.waiting > 0;
  }

  change(point: number, which: 'running' | 'waiting', by: 1 | -1): void {
    if (which === 'running' && by === -1 && this.#handedOn > 0) this.#handedOn -= 1;
    else this.#count(point, which, by);
  }

  /** One comes from the line to a place. */
  admit(point: number): void {
    this.#count(point, 'waiting', -1);
    if (this.#now.running < this.#most) this.#count(point, 'running', 1);
    else this.#handedOn += 1;
  }

  /** Every place is free from here on. */
  empty(point: number): void {
    this.#fillTo(point);
    this.#now = { running: 0, waiting: 0 };
    this.#handedOn = 0;
  }

  /** Two neighbouring points become one. */
  halve(): void {
    this.#past = { running: halved(this.#past.running), waiting: halved(this.#past.waiting) };
  }

  history(): LaneHistory {
    return { ...this.owner, ...this.#past };
  }

  #count(point: number, which: 'running' | 'waiting', by: 1 | -1): void {
    const at = this.#fillTo(point);
    this.#now[which] = Math.max(0, this.#now[which] + by);
    this.#past[which][at] = Math.max(this.#past[which][at] ?? 0, this.#now[which]);
  }

  /** What stood at the last change has stood since. */
  #fillTo(point: number): number {
    while (this.#past.running.length <= point) {
      this.#past.running.push(this.#now.running);
      this.#past.waiting.push(this.#now.waiting);
    }
    // A clock that was set back: the change counts for the last point.
    return this.#past.running.length - 1;
  }
}
