import { type FastifyInstance, fastify } from 'fastify';
import { answerError, answerWireError } from './answer.ts';

/** No body and no question is long. */
const limits = {
  ...{ bodyBytes: 16_384, headerBytes: 16_384, requestMs: 10_000, keepAliveMs: 10_000, idCharacters: 255 },
  connections: 512,
};

/** A server with its limits and without routes. `onFault` hears of errors that no route foresaw. */
export const createServer = (onFault: (fault: unknown) => void): FastifyInstance => {
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    forceCloseConnections: true,
    http: { maxHeaderSize: limits.headerBytes },
    routerOptions: { maxParamLength: limits.idCharacters },
    clientErrorHandler: answerWireError,
    frameworkErrors: (error, _request, reply) => {
      answerError(error, reply, onFault);
    },
  });
  app.server.maxConnections = limits.connections;
  // Of what fastify reads unasked, only JSON: a page of another origin may send plain text without asking first.
  app.removeContentTypeParser('text/plain');
  return app;
};
