import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The gate's address and port as a client has reached them. */
export interface Reached {
  /** IPv4, or IPv6 without brackets and zone. */
  readonly address: string;
  readonly port: number;
}

/** A request for the gate itself. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client's socket and what it sent behind the head, for an upgrade; null: none asked for. */
  readonly upgrade: { readonly socket: Socket; readonly head: Buffer } | null;
  readonly reached: Reached;
  /** Origin form, as sent. */
  readonly path: string;
  /** The client's address, canonical. */
  readonly device: string;
  /** The app that the listener or the proxy user names; null: neither does. */
  readonly app: string | null;
  /** By the gate's address, or by its name through the proxy, plain or with TLS that ended here. */
  readonly by: 'address' | 'name' | 'tls';
}
