/** Bounds of a probe. */
export interface ProbeLimits {
  /** Of each connection, from the dial to the last byte wanted, milliseconds. */
  readonly timeoutMs: number;
  /** Of the messages of one handshake. */
  readonly handshakeBytes: number;
  /** Connections to one server at the same time. */
  readonly atOnce: number;
  /** How long a finished handshake of TLS 1.3 waits for a session ticket, or for a late refusal, milliseconds. */
  readonly ticketMs: number;
  /** Ends it before. */
  readonly signal?: AbortSignal;
}

export const PROBE_LIMITS: ProbeLimits = { timeoutMs: 5_000, handshakeBytes: 65_536, atOnce: 3, ticketMs: 1_000 };
