import type { ServerResponse } from 'node:http';
import type { Inlet } from '../exchange/inbound.ts';
import type { Roster } from '../exchange/roster.ts';
import type { Authority } from '../model/facts.ts';

/** How requests on one socket reach the gate. */
export interface Way extends Inlet {
  /** Where the tunnel leads; null: no tunnel, each request names its own target. */
  readonly authority: Authority | null;
  /** Whether TLS was ended here. */
  readonly secure: boolean;
  /** Answers not over yet, in the order of their requests. */
  readonly owed: Roster<ServerResponse>;
}
