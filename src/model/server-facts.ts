/** What a server does at the level of TLS, whatever this machine's OpenSSL allows. Plain data. */

/** As node:tls names them. */
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** How the keys of a connection are agreed on. `rsa` and `ecdh` (with the certificate's key) give no forward secrecy. */
export type KeyExchange =
  | { readonly kind: 'ecdhe'; readonly group: string }
  /** `bits`: of the prime. */
  | { readonly kind: 'dhe'; readonly bits: number }
  | { readonly kind: 'rsa' }
  | { readonly kind: 'ecdh' };

/** What ended a handshake early. `alert`: its name in RFC 8446, 6 (or `alert 99`). */
export type Refusal =
  | { readonly by: 'alert'; readonly alert: string }
  /** The server chose another version; for TLS 1.0 to 1.2 that is its way to say no. */
  | { readonly by: 'version'; readonly version: string }
  /** A reset that comes together with bytes may look like a close: some systems tell them apart no longer. */
  | { readonly by: 'closed' | 'reset' };

/** No answer of TLS. `why` is for a message. */
export type NoAnswer =
  /** Nothing, or nothing whole, within the limit. */
  | { readonly outcome: 'silent' }
  /** Bytes that are no TLS, or more of them than allowed. */
  | { readonly outcome: 'garbage'; readonly why: string }
  /** No TCP connection; the system's code. */
  | { readonly outcome: 'unreachable'; readonly code: string };

export type Refused = { readonly outcome: 'refused' } & Refusal;

/** A version that the server speaks, and what it showed in that handshake; nothing of it is proven by a signature. */
export interface Offered {
  readonly outcome: 'offered';
  /** IANA's name, `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`. */
  readonly cipher: string;
  readonly forwardSecret: boolean;
  /** null: not seen, for the handshake broke off before. */
  readonly keyExchange: KeyExchange | null;
  /** DER, in the order of the wire. null: not seen. */
  readonly chain: readonly Uint8Array[] | null;
  /** DER of the OCSP response that came with the certificate. null: none. */
  readonly staple: Uint8Array | null;
  /** The SignedCertificateTimestampList of TLS extension 18 (RFC 6962, 3.3). null: none. */
  readonly sctList: Uint8Array | null;
  /** Whether the server asked for a client's certificate. */
  readonly asksCertificate: boolean;
  /** What broke the handshake off after the version was agreed on. null: nothing did. */
  readonly broke: Refused | NoAnswer | null;
}

export type VersionAnswer = Offered | Refused | NoAnswer;

/** One certificate transparency log's promise (RFC 6962, 3.2). */
export interface Sct {
  /** base64 of SHA-256 of the log's key. */
  readonly logId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A stapled answer about the leaf (RFC 6960); its signature is not checked. */
export interface StapleFacts {
  /** `successful`, `tryLater` … */
  readonly responseStatus: string;
  /** Of the first certificate in it. null: it speaks of none. */
  readonly certificateStatus: 'good' | 'revoked' | 'unknown' | null;
  /** Epoch milliseconds; null: not said. */
  readonly thisUpdate: number | null;
  readonly nextUpdate: number | null;
}

/** Whether a second connection went on with the session of the first. `unknown`: no handshake was finished. */
export type Resumption = 'yes' | 'no' | 'unknown';

/** One address of one server. */
export interface ServerFacts {
  readonly versions: Readonly<Record<TlsVersion, VersionAnswer>>;
  /** The highest version offered; null: none. */
  readonly best: TlsVersion | null;
  /**
   * Without a server name: the same leaf, another one, or no handshake. `no-name`: the target is an address, for which
   * clients send none (RFC 6066, 3). `unknown`: no version is offered, or its certificate was not seen.
   */
  readonly withoutName: 'same' | 'other-certificate' | 'refused' | 'no-name' | 'unknown';
  /** The answer to a hello with no forward-secret cipher. null: no version that has such ciphers is offered. */
  readonly withoutForwardSecrecy: VersionAnswer | null;
  /** null: none was sent. */
  readonly staple: StapleFacts | 'malformed' | null;
  /** By the way they came: TLS extension 18, the leaf's extension 1.3.6.1.4.1.11129.2.4.2, the staple's …2.4.5. */
  readonly scts: Readonly<Record<'tls' | 'certificate' | 'staple', readonly Sct[] | 'malformed'>>;
  /** `legacy`: the highest version of 1.0 to 1.2. null: not offered. */
  readonly resumption: { readonly legacy: Resumption | null; readonly tls13: Resumption | null };
  /**
   * `requested`: a handshake without one succeeds; what is asked for after it may still be refused, as nginx does.
   * `required`: such a handshake fails. `unknown`: none got that far.
   */
  readonly clientCertificate: 'none' | 'requested' | 'required' | 'unknown';
}
