import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { duplexPair } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Connected } from './connect.ts';

/** The origin inside the gate, so that a first run works with no network. */
export const ECHO_HOST = 'echo.mpgate.test';

/** The largest WebSocket message that it echoes, bytes. */
const LARGEST_MESSAGE = 16 * 1024 * 1024;

export interface Echo {
  readonly connect: () => Connected;
  readonly close: () => void;
}

/** A server with no port: each connection to it is a pair of streams. Answers with the request as it arrived. */
export const createEcho = (): Echo => {
  const server = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (ws) => {
      ws.on('message', (data, isBinary) => ws.send(data, { binary: isBinary }));
      ws.on('error', () => ws.terminate());
    });
  });
  return {
    connect: () => {
      const [near, far] = duplexPair();
      far.on('error', () => near.destroy());
      server.emit('connection', far);
      return { outcome: 'connected', socket: near, absolute: null, dial: null, peer: null, reached: null };
    },
    close: () => {
      sockets.close();
      server.close();
    },
  };
};

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const bodyBytes = await bytesOf(request).catch(() => null);
  // null: the client left, and nobody waits for an answer.
  if (bodyBytes === null) return;
  const { method, url: path, rawHeaders } = request;
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  const text = `${JSON.stringify({ method, path, headers: Object.fromEntries(headers), bodyBytes }, null, 2)}\n`;
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
};

const bytesOf = async (request: IncomingMessage): Promise<number> => {
  let bytes = 0;
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) bytes += chunk.length;
  return bytes;
};
