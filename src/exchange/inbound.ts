import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ApiGuess, Authority, Host, Scheme } from '../model/facts.ts';
import type { Verdict } from '../model/verdict.ts';

/** Where requests come in: a client's connection, or a tunnel inside it. */
export interface Inlet {
  /** The device's id: its address, canonical, with `user@` before it where a proxy user has logged in. */
  readonly device: string;
  /** The app that the listener or the proxy user names; null: neither does. */
  readonly app: string | null;
  /** undefined: no TLS; null: TLS without SNI. */
  readonly sni: string | null | undefined;
  /** `Via` of the tunnel; empty: it had none, or there is no tunnel. */
  readonly via: string;
  /** Ends the client's connection with a reset, as a network failure would. */
  readonly reset: () => void;
  /** Verdicts of the tunnel stage so far: its facts differ only by policy, scheme and API. */
  readonly judged: Map<string, Verdict>;
}

/** What the gate needs to know of a request's head, read in one pass. */
export interface Head {
  readonly hosts: readonly (Host | null)[];
  readonly referer: string | null;
  readonly userAgent: string | null;
  readonly api: ApiGuess;
  /** `x-mpgate-timeout`, milliseconds. */
  readonly perCallMs: number | null;
  /** Protocol of an upgrade; null: none asked for. */
  readonly upgrade: string | null;
  readonly contentType: string | null;
  /** Whether the body is compressed. */
  readonly isEncoded: boolean;
  readonly expectsContinue: boolean;
  readonly hasBody: boolean;
  /** What goes on to the server: names and values alternate; hop-by-hop, `Proxy-*` and `x-mpgate-*` are gone. */
  readonly headers: string[];
}

/** One request as it came in. */
export interface Inbound {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client's socket and what it sent behind the head, for an upgrade. */
  readonly upgrade: { readonly socket: Socket; readonly head: Buffer } | null;
  readonly inlet: Inlet;
  readonly authority: Authority;
  readonly scheme: Scheme;
  /** Origin form, byte for byte as sent. */
  readonly path: string;
  /** The port that the client wrote in the URL or Host header; null: none. */
  readonly writtenPort: number | null;
  readonly head: Head;
}
