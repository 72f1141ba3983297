/** An error of a TLS connection, with OpenSSL's code or the system's. */
export interface TlsError extends Error {
  readonly code?: string;
}

/** Alerts that a client sends of a certificate that it does not take (RFC 8446, 6.2), as OpenSSL names them. */
const ALERT =
  /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED)$/;

/**
 * Whether a connection on which nothing was sent ended so since its client does not take the leaf; `error` null: it just
 * closed. `alert`: it says so.
 */
export const refusesLeaf = (error: TlsError | null): 'alert' | 'close' | null => {
  if (error === null || error.code === 'ECONNRESET') return 'close';
  return ALERT.test(error.code ?? '') ? 'alert' : null;
};
