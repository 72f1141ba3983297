import type { Stage } from './facts.ts';
import type { Unchecked, Verdict, Violation } from './verdict.ts';

interface Stamp {
  readonly v: 1;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The flow's id, unique in a session. */
  readonly flow: string;
}

/**
 * A flow begins: one request, one WebSocket, or a tunnel that never carries either (refused, spliced, all
 * datagrams to one place, or its client ended it in the TLS handshake).
 */
export interface FlowBegan extends Stamp {
  readonly type: 'flow.began';
  readonly kind: 'request' | 'socket' | 'tunnel';
  readonly device: string;
  readonly appid: string | null;
  readonly profile: string | null;
  /** Release channel: `0`, `devtools` or a release number. */
  readonly version: string | null;
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly api: string;
  readonly sure: 'certain' | 'likely' | 'unknown';
}

export interface FlowJudged extends Stamp {
  readonly type: 'flow.judged';
  readonly stage: Stage;
  readonly passed: readonly string[];
  readonly violations: readonly Violation[];
  /** Left out: every rule that was asked could answer. */
  readonly unchecked?: readonly Unchecked[];
}

export interface FlowWaited extends Stamp {
  readonly type: 'flow.waited';
  readonly waitedMs: number;
}

interface End extends Stamp {
  readonly durationMs: number;
  /** Body bytes from and to the client (tunnel bytes for a socket or a splice). */
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface FlowCompleted extends End {
  readonly type: 'flow.completed';
  /** HTTP status; 0 for a spliced tunnel. */
  readonly status: number;
  /** Why the bytes were passed through unread: their request rules are not checkable. */
  readonly spliced: string | null;
}

export interface FlowRefused extends End {
  readonly type: 'flow.refused';
  readonly cause: Violation;
  readonly how: 'connect' | 'cut' | 'explain';
}

export interface FlowFailed extends End {
  readonly type: 'flow.failed';
  /**
   * A system or protocol code: `ECONNREFUSED`. `CLIENT_TLS`: the client ended its TLS handshake with the gate, so that
   * nothing of the tunnel could be read.
   */
  readonly code: string;
  readonly message: string;
}

export interface FlowAborted extends End {
  readonly type: 'flow.aborted';
  readonly by: 'client' | 'gate';
}

/**
 * What the gate saw of a server by a look of its own, in the background: told once for an address, an app and a session.
 * `flow` is the one that led there; it may be over.
 */
export interface ServerProbed
  extends Stamp,
    Pick<FlowBegan, 'device' | 'appid' | 'profile' | 'version' | 'host' | 'port' | 'api'> {
  readonly type: 'server.probed';
  /** The one that the flow was connected to. */
  readonly address: string;
  /** Of the rules of stage `peer`: those that the flow's own handshake did not answer. */
  readonly passed: readonly string[];
  readonly violations: readonly Violation[];
  /** Left out: every rule that was asked could answer. */
  readonly unchecked?: readonly Unchecked[];
}

export type Terminal = FlowCompleted | FlowRefused | FlowFailed | FlowAborted;
export type FlowEvent = FlowBegan | FlowJudged | FlowWaited | ServerProbed | Terminal;

/** Where an app was read from. Lines and columns count from 1. */
export interface AppFile {
  /** Absolute. */
  readonly path: string;
  /** By dotted path: `domains.request`, `skipVerification`. Keys that the file does not have are not in it. */
  readonly places: Readonly<Record<string, { readonly line: number; readonly column: number }>>;
  /** What it says, with defaults filled in and timeouts read from app.json. Left out: not known. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A mini program as the gate had it: what a report needs besides the flows. */
export interface SessionApp {
  readonly appid: string;
  readonly name: string;
  readonly profile: string;
  /** Release channel: `0`, `devtools` or a release number. */
  readonly version: string;
  readonly skipVerification: boolean;
  /** Requests and sockets that may run at once, for one device; null: no limit. */
  readonly requestsAtOnce: number | null;
  readonly socketsAtOnce: number;
  /** null: it was not read from a file. */
  readonly file: AppFile | null;
  /** What the rules said of the app's file. */
  readonly configVerdict: Verdict;
}

/** First line of a session; `session.reloaded` says the same whenever the apps were read again. */
export interface SessionBegan {
  readonly v: 1;
  readonly type: 'session.began' | 'session.reloaded';
  /** Epoch milliseconds. */
  readonly at: number;
  readonly apps: readonly SessionApp[];
}

/** A line of a session file. */
export type SessionEvent = SessionBegan | FlowEvent;

/** Where flows are told of. Listeners must not throw and must not wait. */
export interface Bus {
  readonly emit: (event: FlowEvent) => void;
  /** Returns the call that ends the subscription. */
  readonly subscribe: (listener: (event: FlowEvent) => void) => () => void;
}
