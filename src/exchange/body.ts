import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/**
 * A request's body for the upstream side, with back-pressure. It can be destroyed without destroying the request, for
 * an upstream that answers early ends the body while the client's connection must live to carry the answer. `passing`
 * hears each piece, `passed` that all of them are here.
 */
export const requestBody = (
  request: IncomingMessage,
  passing: (chunk: Buffer) => void,
  passed: () => void,
): Readable => {
  const body = new Readable({
    highWaterMark: 65_536,
    read: () => {
      request.resume();
    },
    destroy: (error, callback) => {
      request.off('data', onData);
      request.off('end', onEnd);
      request.off('close', onClose);
      // Whatever ended it, the rest must not stay unread: the client may read the answer only when all is sent.
      request.resume();
      callback(error);
    },
  });
  const onData = (chunk: Buffer) => {
    passing(chunk);
    if (!body.push(chunk)) request.pause();
  };
  const onEnd = () => {
    passed();
    body.push(null);
  };
  const onClose = () => {
    if (!request.complete) body.destroy(new Error('the client left while it sent its request'));
  };
  // Until the connection stands nobody listens to it, and the client may leave before that.
  body.on('error', () => {});
  request.on('data', onData);
  request.on('end', onEnd);
  request.on('close', onClose);
  request.pause();
  return body;
};
