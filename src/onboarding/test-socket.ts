import { WebSocketServer } from 'ws';
import type { Visit } from './visit.ts';

/** Where the self-test opens its WebSocket. */
export const SOCKET_PATH = '/test/socket';

/** A client has nothing to say there. Bytes. */
const LARGEST_MESSAGE = 1024;
/** How long one may stay open, milliseconds. */
const LIMIT_MS = 10_000;

export type TestSocket = (visit: Visit) => boolean;

/** Opens the WebSocket of the self-test, greets and closes. false: this is none of its business. */
export const createTestSocket = (): TestSocket => {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, clientTracking: false });
  return ({ request, response, upgrade, by, path }) => {
    if (!upgrade || by !== 'tls' || path.replace(/\?.*$/s, '') !== SOCKET_PATH) return false;
    const { socket, head } = upgrade;
    response.detachSocket(socket);
    server.handleUpgrade(request, socket, head, (ws) => {
      const timer = setTimeout(() => ws.terminate(), LIMIT_MS);
      ws.on('close', () => clearTimeout(timer));
      ws.on('error', () => ws.terminate());
      ws.send('mpgate');
      ws.close(1000);
    });
    return true;
  };
};
