import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Roster } from '../exchange/roster.ts';
import { unwatch } from '../exchange/watch-end.ts';

/** An answer on a bare socket, for clients that have no request under way; the connection ends with it. */
export const reject = (
  socket: Duplex,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: object,
): void => {
  if (!socket.writable) return;
  answer(socket, status, headers, body);
  endGently(socket);
};

/** The same without the end, where `headers` say so. */
export const answer = (
  socket: Duplex,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: object,
): void => {
  const text = bodyText(body);
  const lines = Object.entries({
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
    Connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => {});
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`);
};

export const bodyText = (body: object): string => `${JSON.stringify(body, null, 2)}\n`;

/** What else the client sends is read and dropped, so that the last answer is not lost to a reset; but not for ever. */
export const endGently = (socket: Duplex): void => {
  socket.end();
  unwatch(socket);
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
};

const LINGER_MS = 2_000;

/** Acts when the answers are over that the connection owes already: what stands behind them has its turn after them. */
export const inTurn = (owed: Roster<ServerResponse>, act: () => void): void => {
  if (owed.last) owed.last.once('close', act);
  else act();
};
