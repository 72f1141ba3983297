import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { systemRoots } from '../ca/roots.ts';
import { spkiPin } from '../ca/spki.ts';
import { StartError } from '../errors.ts';
import { type Destination, parseDestination } from './pin-target.ts';
import { identityOf, type Pinned } from './pinned.ts';

const LIMIT_MS = 10_000;

/** The pin of the certificate that a server shows for its name. @throws UsageError, StartError */
export const pinOfHost = async (target: string, limitMs = LIMIT_MS): Promise<Pinned> => {
  const destination = parseDestination(target);
  const { hostname, port } = destination;
  const { x509, distrust } = await shake(destination, (await systemRoots()).pem, limitMs);
  const of = `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`;
  const warning = distrust && `This machine does not trust the certificate of ${of}: ${distrust}.`;
  return { pin: spkiPin(x509), of, kind: 'certificate', ...identityOf(x509), trusted: distrust === null, warning };
};

interface Shown {
  readonly x509: X509Certificate;
  /** Why the chain is not trusted; null: it is. */
  readonly distrust: string | null;
}

/**
 * A pin is wanted of untrusted servers too, and is taken as soon as the handshake is over. The connection itself stays
 * one that Node verifies and ends by itself; nothing is ever sent on it.
 */
const shake = ({ hostname, port }: Destination, roots: readonly string[], limitMs: number): Promise<Shown> =>
  new Promise((resolve, reject) => {
    const servername = isIP(hostname) ? {} : { servername: hostname };
    const socket = connect({ host: hostname, port, ca: [...roots], ...servername });
    let shown: X509Certificate | undefined;
    const end = (reason: string | null): void => {
      clearTimeout(timer);
      socket.destroy();
      if (shown) resolve({ x509: shown, distrust: reason });
      else reject(new StartError(`${hostname}:${port} shows no certificate: ${reason}.`));
    };
    const timer = setTimeout(() => end(`it did not finish a TLS handshake within ${limitMs / 1000} s`), limitMs);
    // Before Node's own listener, which ends a connection that it does not trust.
    socket.prependOnceListener('secure', () => {
      shown = socket.getPeerX509Certificate();
    });
    socket.once('secureConnect', () => end(null));
    socket.on('error', (error) => end(reasonOf(error)));
    socket.once('close', () => end('it closed the connection'));
  });

/** Node's own words where there are none here, without its advice and its full stop. */
const reasonOf = (error: Error): string => {
  const code = 'code' in error ? String(error.code) : '';
  return `${REASONS[code] ?? error.message.replace(/;.*|\.$/s, '')} (${code})`;
};

const NO_TLS = 'it does not speak TLS on that port, or no version of it from 1.2 up';

const REASONS: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'it does not answer',
  ECONNREFUSED: 'nothing listens on that port',
  ECONNRESET: 'it closed the connection in the TLS handshake',
  ENOTFOUND: 'no address is known for that name',
  EAI_AGAIN: 'the name server does not answer',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  ERR_SSL_UNSUPPORTED_PROTOCOL: NO_TLS,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: NO_TLS,
};
