import type { Policy } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { timeoutMs } from '../rules/limits.ts';
import type { Flow, Ground } from './flow.ts';
import { Grace } from './grace.ts';
import type { Head } from './inbound.ts';

/** What becomes of a flow that outlives its limit, or its grace in the background. */
export interface Overdue {
  /** The rule blocks. */
  readonly refuse: (cause: Violation) => void;
  /** The rule of the limit warns or is off. */
  readonly goesOn: () => void;
}

/** A flow's time limit: it ends with the flow, or earlier when the limit is for a handshake only. */
export class Clock implements Ground {
  readonly #flow: Flow;
  readonly #head: Head;
  readonly #policy: Policy;
  readonly #overdue: Overdue;
  readonly #limitMs: number;
  readonly #timer: NodeJS.Timeout;
  /** null: nearly every flow, for its device never went to the background. */
  #grace: Grace | null = null;
  #stoppedMs: number | null = null;

  constructor(flow: Flow, head: Head, policy: Policy, overdue: Overdue) {
    this.#flow = flow;
    this.#head = head;
    this.#policy = policy;
    this.#overdue = overdue;
    this.#limitMs = timeoutMs(head.api, head.perCallMs, policy);
    this.#timer = setTimeout(() => this.#expire(), this.#limitMs);
    flow.ground = this;
    flow.afterwards(() => this.stop());
  }

  /** From here on the flow takes its time; what holds of the background still holds. */
  stop(): void {
    this.#stoppedMs ??= this.#flow.elapsedMs;
    clearTimeout(this.#timer);
  }

  /** What the rules say now. */
  verdict(): Verdict {
    return this.#verdictAt(this.#elapsedMs, this.#grace?.backgroundMs ?? null);
  }

  toBackground(): void {
    this.#grace ??= new Grace(this.#flow, this.#policy.profile.backgroundGraceMs.value, (ms) =>
      this.#act(this.#verdictAt(this.#elapsedMs, ms), () => {}),
    );
    this.#grace.toBackground();
  }

  toForeground(): void {
    this.#grace?.toForeground();
  }

  get #elapsedMs(): number {
    return this.#stoppedMs ?? this.#flow.elapsedMs;
  }

  #expire(): void {
    // A timer may fire a fraction of a millisecond early by the finer clock.
    const elapsedMs = Math.max(this.#limitMs, this.#flow.elapsedMs);
    this.#act(this.#verdictAt(elapsedMs, this.#grace?.backgroundMs ?? null), () => this.#overdue.goesOn());
  }

  #verdictAt(elapsedMs: number, backgroundMs: number | null): Verdict {
    const { api, perCallMs } = this.#head;
    return judge('clock', { api, elapsedMs, perCallMs, backgroundMs }, this.#policy, api.candidates[0]);
  }

  #act(verdict: Verdict, otherwise: () => void): void {
    this.#flow.judged('clock', verdict);
    if (verdict.outcome === 'block') this.#overdue.refuse(verdict.cause);
    else otherwise();
  }
}
