import type { PathFacts, Trust } from './path-facts.ts';
import type { ResponseFacts } from './response-facts.ts';

/** What is known about one piece of traffic when a rule is asked. Plain data: no sockets, no clocks, no raw strings. */

/** The mini program's network API that traffic comes from, and the name of its domain list. */
export type Api = 'request' | 'uploadFile' | 'downloadFile' | 'connectSocket' | 'udp' | 'tcp';

export type Scheme = 'https' | 'wss' | 'http' | 'ws' | 'udp' | 'tcp';

/** Which client's behaviour is held: `strictest` is the union of the others. */
export type Platform = 'ios' | 'android' | 'strictest';

/** A host: names are lower-case punycode without a trailing dot, addresses are canonical and without brackets. */
export interface Host {
  readonly hostname: string;
  readonly kind: 'name' | 'ipv4' | 'ipv6';
}

/** What a client asked to be connected to. */
export interface Authority extends Host {
  readonly port: number;
}

/**
 * Which API the traffic may come from, the likeliest first. `certain`: an upgrade or a label says so; `likely`: its
 * headers have that API's shape; `unknown`: nothing decrypted, or a shape that several share.
 */
export interface ApiGuess {
  readonly candidates: readonly [Api, ...Api[]];
  readonly sure: 'certain' | 'likely' | 'unknown';
}

/** Stage config: one entry of one domain list, as it stands in the app file. */
export interface EntryFacts {
  readonly list: Api;
  /** The entry as written. */
  readonly value: string;
  /** Lower-case scheme without `://`; null: the entry has none. */
  readonly scheme: string | null;
  /** The host as written, lower-case, without brackets; for messages and for wildcard checks. */
  readonly rawHost: string;
  /** null: no host that a URL parser takes. */
  readonly host: Host | null;
  /** null: the entry names no port. */
  readonly port: number | null;
  /** Whether anything stands besides scheme, host and port: user info, a path, a query, white space. */
  readonly surplus: boolean;
  /** Place in the list, from 0. */
  readonly index: number;
}

/** Stage tunnel: known from CONNECT, SOCKS or the absolute form, and from the client's SNI; needs no decryption. */
export interface TunnelFacts {
  readonly authority: Authority;
  /** The device's address, canonical; empty: not known. */
  readonly device: string;
  /** null: not known before the tunnel's first bytes, or TLS that is not decrypted. */
  readonly scheme: Scheme | null;
  readonly api: ApiGuess;
  /** undefined: no TLS seen; null: TLS without SNI, or not decrypted and with an encrypted one. */
  readonly sni: string | null | undefined;
}

/** What stands in a query or a form; values are left out. */
export interface ParameterFacts {
  /** The first character that should have been percent-encoded; null: none. */
  readonly unencoded: string | null;
  /** Names of parameters that are called like the secret of an app. */
  readonly secrets: readonly string[];
}

/** Stage request: the decrypted head. */
export interface RequestFacts {
  readonly authority: Authority;
  readonly device: string;
  readonly scheme: Scheme;
  readonly api: ApiGuess;
  readonly method: string;
  /** Each Host header of the request, parsed; null: one that no parser takes. */
  readonly hosts: readonly (Host | null)[];
  /** The port that the client wrote in its Host header or absolute URL; null: it wrote none. */
  readonly writtenPort: number | null;
  readonly referer: string | null;
  readonly contentType: string | null;
  /** null: the URL has no query. */
  readonly query: ParameterFacts | null;
}

/** Stage admit: what this device's app has open already. */
export interface AdmitFacts {
  /** `tunnel`: one whose bytes are passed unread; it takes no place. */
  readonly kind: 'request' | 'socket' | 'tunnel';
  readonly running: number;
  readonly waiting: number;
  /** Whether one more may wait in line (the line itself is bounded). */
  readonly room: boolean;
  /** Whether the mini program is in front on this device, as far as the gate was told. */
  readonly foreground: boolean;
}

/** Stage dial: the address after DNS, before it is dialled. */
export interface DialFacts {
  readonly authority: Authority;
  readonly device: string;
  readonly address: string;
  readonly range: 'public' | 'private' | 'loopback' | 'link-local' | 'metadata' | 'unspecified' | 'other';
  /** Whether address and port are one of the gate's own listeners. */
  readonly own: boolean;
  /** Whether the operator mapped this host with `resolve`. */
  readonly mapped: boolean;
}

/** One certificate of a server's chain. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** `rsa`, `ec`, `ed25519` … as node:crypto names them. */
  readonly keyType: string;
  /** Bits of the modulus or of the curve's field; 0: does not apply. */
  readonly keyBits: number;
  /** Hash of the signature, lower-case: `sha256`, `sha1`, `md5`; `none` for Ed25519; `unknown`. */
  readonly signatureHash: string;
  /** `sha256/` and base64 of SHA-256 of the DER SubjectPublicKeyInfo (S4:316). */
  readonly spki: string;
}

/** Stage peer: the finished (or failed) handshake with the real server. */
export interface PeerFacts {
  readonly authority: Authority;
  readonly device: string;
  /** `TLSv1.2` …; `below` if no version that TLS 1.0 or above allows was agreed. */
  readonly protocol: string;
  /** Every version that the server agrees to, the oldest first; null: nobody asked for more than this one. */
  readonly offered: readonly string[] | null;
  /** IANA or OpenSSL cipher name; empty if the handshake failed. */
  readonly cipher: string;
  /** Whether the key exchange gives forward secrecy. */
  readonly forwardSecret: boolean;
  /** As sent, the leaf first; empty if the handshake failed. */
  readonly chain: readonly CertificateFacts[];
  /** How the chain *as sent* leads, or does not lead, to a trusted root: what `path` comes to. */
  readonly trust: Trust;
  readonly path: PathFacts;
  /** Whether a SAN of the leaf covers the host (S0:147). */
  readonly nameMatches: boolean;
  /** The leaf's SAN entries, for messages. */
  readonly names: readonly string[];
  /** Epoch milliseconds of the handshake. */
  readonly at: number;
  /** Whether this device's session has verified this domain's pin already (S4:322: iOS caches that). */
  readonly pinVerified: boolean;
}

/** Stage body: a form or JSON that a client has sent; it is on its way, so that a finding blocks nothing. */
export type BodyFacts = { readonly api: ApiGuess } & (
  | ({ readonly kind: 'form' } & ParameterFacts)
  | { readonly kind: 'json'; readonly parses: boolean; readonly secrets: ParameterFacts['secrets'] }
  /** `reason`: why it was not read, for a reader. */
  | { readonly kind: 'unread'; readonly reason: string }
);

/** Stage clock: how long a flow has taken, the time in the queue included. */
export interface ClockFacts {
  readonly api: ApiGuess;
  /** Of a socket: its handshake. null: a tunnel whose bytes are passed unread, of which nobody knows what it carries. */
  readonly elapsedMs: number | null;
  /** Per-call timeout of the client's `x-mpgate-timeout`; null: none. */
  readonly perCallMs: number | null;
  /** How long the flow has gone on since its device went to the background; null: the device is in the foreground. */
  readonly backgroundMs: number | null;
}

export interface FactsAt {
  readonly config: EntryFacts;
  readonly tunnel: TunnelFacts;
  readonly request: RequestFacts;
  readonly admit: AdmitFacts;
  readonly dial: DialFacts;
  readonly peer: PeerFacts;
  readonly body: BodyFacts;
  readonly response: ResponseFacts;
  readonly clock: ClockFacts;
}

export type Stage = keyof FactsAt;
