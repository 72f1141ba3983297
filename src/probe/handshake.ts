import { constants } from 'node:crypto';
import { connect, createSecureContext, type SecureContext } from 'node:tls';
import type { ProbeLimits } from './limits.ts';
import type { ProbeTarget } from './probe-target.ts';

/** A handshake that OpenSSL has finished. */
export interface Finished {
  readonly outcome: 'finished';
  /** What the next connection may go on with. null: the server gave nothing. */
  readonly session: Buffer | null;
  readonly isReused: boolean;
}

/** One that failed, also right after it seemed to have succeeded. */
export interface Failed {
  readonly outcome: 'failed';
  /** Node's or the system's code. */
  readonly code: string;
}

const common = {
  // No roots: that the chain leads to none of them is nobody's question here.
  ca: [],
  // What is weak is to be seen, not refused.
  ciphers: 'ALL:!aNULL:!eNULL:@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
};

/** Contexts for the two kinds of session: of TLS 1.0 to 1.2, and of 1.3. */
export const CONTEXTS: Readonly<Record<'legacy' | 'tls13', SecureContext>> = {
  legacy: createSecureContext({ ...common, minVersion: 'TLSv1', maxVersion: 'TLSv1.2' }),
  tls13: createSecureContext({ ...common, minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' }),
};

/**
 * One handshake by OpenSSL, with the session of an earlier one or none; nothing is ever sent on the connection, and it
 * is closed when this resolves. Never rejects.
 */
export const shake = (
  target: ProbeTarget,
  context: SecureContext,
  earlier: Buffer | null,
  limits: ProbeLimits,
): Promise<Finished | Failed> =>
  new Promise((resolve) => {
    const socket = dial(target, context, earlier);
    let result: Finished | Failed | null = null;
    let session: Buffer | null = null;
    let [isFinished, isReused] = [false, false];
    const end = (how: Finished | Failed): void => {
      result ??= how;
      // With close_notify, for without it a server may forget the session (RFC 5246, 7.2.1).
      if (isFinished) socket.destroySoon();
      else socket.destroy();
    };
    const finished = (): Finished => ({ outcome: 'finished', session, isReused });
    const timers = new Set([setTimeout(() => socket.destroy(timeout), limits.timeoutMs)]);
    socket.on('session', (given) => {
      session = given;
      if (isFinished) end(finished());
    });
    socket.once('secureConnect', () => {
      [isFinished, isReused] = [true, socket.isSessionReused()];
      // TLS 1.3 gives its tickets, and refuses clients without a certificate, after the handshake.
      const isLegacy = socket.getProtocol() !== 'TLSv1.3';
      if (isLegacy) session = socket.getSession() ?? null;
      if (isLegacy || earlier || session) end(finished());
      else timers.add(setTimeout(() => end(finished()), limits.ticketMs));
    });
    socket.on('error', (error) => end({ outcome: 'failed', code: 'code' in error ? String(error.code) : 'UNKNOWN' }));
    socket.once('close', () => {
      timers.forEach(clearTimeout);
      resolve(result ?? (isFinished ? finished() : { outcome: 'failed', code: 'ECONNRESET' }));
    });
    socket.resume();
  });

const timeout = Object.assign(new Error('no handshake within the limit'), { code: 'ETIMEDOUT' });

const dial = ({ address, port, servername }: ProbeTarget, secureContext: SecureContext, session: Buffer | null) =>
  connect({
    host: address,
    port,
    secureContext,
    ...(servername === null ? {} : { servername }),
    ...(session ? { session } : {}),
    ALPNProtocols: ['h2', 'http/1.1'],
    minDHSize: 1,
    // Whom the certificate convinces is judged elsewhere; here it is asked what the server can do.
    rejectUnauthorized: false,
  });
