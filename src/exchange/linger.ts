import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a client may go on sending a body that nobody wants. */
const LINGER_MS = 5_000;

/**
 * For a request that is answered before it is over: what the client still sends is read and dropped, for a while. Many
 * clients send all they have before they read, and a connection closed with bytes unread is reset, which breaks their
 * writing and may destroy the answer on its way (RFC 9112, 9.6).
 */
export const linger = (request: IncomingMessage, { shouldKeepAlive }: ServerResponse): void => {
  const { socket } = request;
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  const over = () => clearTimeout(timer);
  socket.once('close', over);
  if (shouldKeepAlive) request.once('end', over);
  // Node's server calls this behind the last answer of a connection, to close it at once.
  else socket.destroySoon = () => void socket.end();
  request.resume();
};
