import type { Socket } from 'node:net';
import { inTurn, reject } from './reject.ts';
import type { Way } from './way.ts';

/** That nothing came, told as Node's server tells it. */
export const LATE = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
const STATUS_OF: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** A request that no strict parser takes; its bytes go nowhere. */
export const misread = (error: Error & { code?: string }, socket: Socket, way: Way | undefined): void => {
  const { code = 'BAD_REQUEST', message } = error;
  if (code === 'ECONNRESET') return void socket.destroy();
  // Refused already: what else comes is for nobody.
  if (!way || socket.writableEnded) return;
  const owed = [...way.owed];
  const whole = owed.filter(({ req }) => req.complete);
  const no = () =>
    reject(socket, STATUS_OF[code] ?? 400, { 'X-Mpgate-Failure': code }, { version: 1, failure: code, message });
  if (whole.length === owed.length) return inTurn(way.owed, no);
  // It is the body of the last request: an answer that has begun can only be broken off.
  if (owed.length > 1 || owed.some(({ headersSent }) => headersSent)) return way.reset();
  no();
};
