import type { Flow, Ground } from './flow.ts';

/** How long a flow has gone on in the background. It counts; the rules say how long that may be. */
export class Grace implements Ground {
  readonly #flow: Flow;
  readonly #graceMs: number;
  readonly #over: (backgroundMs: number) => void;
  #sinceMs: number | null = null;
  #timer: NodeJS.Timeout | undefined;
  #endsWithFlow = false;

  /** `over` is called when the flow is still there after `graceMs` in the background, once each time it goes there. */
  constructor(flow: Flow, graceMs: number, over: (backgroundMs: number) => void) {
    this.#flow = flow;
    this.#graceMs = graceMs;
    this.#over = over;
  }

  /** Milliseconds; null: in the foreground. */
  get backgroundMs(): number | null {
    return this.#sinceMs === null ? null : performance.now() - this.#sinceMs;
  }

  toBackground(): void {
    if (this.#sinceMs !== null || this.#flow.ended) return;
    this.#sinceMs = performance.now();
    // A timer may fire a fraction of a millisecond early by the finer clock.
    const fire = () => this.#over(Math.max(this.#graceMs, this.backgroundMs ?? 0));
    this.#timer = setTimeout(fire, this.#graceMs);
    if (!this.#endsWithFlow) this.#flow.afterwards(() => this.toForeground());
    this.#endsWithFlow = true;
  }

  toForeground(): void {
    clearTimeout(this.#timer);
    this.#sinceMs = null;
  }
}
