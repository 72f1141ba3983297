import type { Bus, FlowBegan, Terminal } from '../model/event.ts';
import type { Stage } from '../model/facts.ts';
import type { Verdict, Violation } from '../model/verdict.ts';

/** How a flow ends; exactly one of them becomes its terminal event. */
export type Ending =
  | { readonly type: 'flow.completed'; readonly status: number; readonly spliced: string | null }
  | { readonly type: 'flow.refused'; readonly cause: Violation; readonly how: 'connect' | 'cut' | 'explain' }
  | { readonly type: 'flow.failed'; readonly code: string; readonly message: string }
  | { readonly type: 'flow.aborted'; readonly by: 'client' | 'gate' };

/** Hears of its flow's device going to the background and coming back. */
export interface Ground {
  readonly toBackground: () => void;
  readonly toForeground: () => void;
}

export type Beginning = Omit<FlowBegan, 'v' | 'at' | 'flow' | 'type'>;

let last = 0;
/** Tells the flows of one process from those of another in the same session file. */
const session = Date.now().toString(36);

/** One flow from its first event to its only terminal one, and all that ends with it. */
export class Flow {
  readonly id: string;
  readonly device: string;
  /** null: where the device is makes no difference to this flow. */
  ground: Ground | null = null;
  bytesUp = 0;
  bytesDown = 0;
  readonly #bus: Bus;
  readonly #startedMs: number;
  #afterwards: (() => void)[] = [];
  #ended = false;

  constructor(bus: Bus, beginning: Beginning) {
    last += 1;
    this.id = `${session}-${last}`;
    this.device = beginning.device;
    this.#bus = bus;
    this.#startedMs = performance.now();
    bus.emit(began(this.id, beginning));
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Milliseconds since the flow began, the time in the queue included. */
  get elapsedMs(): number {
    return performance.now() - this.#startedMs;
  }

  judged(stage: Stage, { passed, violations, unchecked }: Verdict): void {
    if (this.#ended) return;
    const judged = { v: 1, at: Date.now(), flow: this.id, type: 'flow.judged', stage, passed, violations } as const;
    this.#bus.emit(unchecked ? { ...judged, unchecked } : judged);
  }

  waited(waitedMs: number): void {
    this.#bus.emit({ v: 1, at: Date.now(), flow: this.id, type: 'flow.waited', waitedMs });
  }

  /** Runs when the flow ends, whichever way; at once if it has. The last one added runs first. */
  afterwards(release: () => void): void {
    if (this.#ended) release();
    else this.#afterwards.push(release);
  }

  /** false: it had ended before, and nothing is told. */
  end(ending: Ending): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    for (const release of this.#afterwards.reverse()) release();
    this.#afterwards = [];
    // Through it the request hangs on to its flow: let go here, both die young.
    this.ground = null;
    this.#bus.emit(this.#terminal(ending));
    return true;
  }

  #terminal(ending: Ending): Terminal {
    const { id: flow, bytesUp, bytesDown } = this;
    const durationMs = Math.round(this.elapsedMs * 1000) / 1000;
    const end = { v: 1, at: Date.now(), flow, durationMs, bytesUp, bytesDown } as const;
    if (ending.type !== 'flow.completed') return { ...end, ...ending };
    return { ...end, type: ending.type, status: ending.status, spliced: ending.spliced };
  }
}

/** Field by field: there is one for each flow, and a spread behind other fields is dear. */
const began = (flow: string, of: Beginning): FlowBegan => ({
  v: 1,
  at: Date.now(),
  flow,
  type: 'flow.began',
  kind: of.kind,
  device: of.device,
  appid: of.appid,
  profile: of.profile,
  version: of.version,
  method: of.method,
  url: of.url,
  host: of.host,
  port: of.port,
  api: of.api,
  sure: of.sure,
});
