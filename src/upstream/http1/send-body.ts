import type { Duplex, Readable } from 'node:stream';
import { failure } from '../attempt.ts';

export interface BodyToSend {
  readonly body: Readable;
  /** Bytes; null: it goes in chunks. */
  readonly length: number | null;
  /** What comes behind the last chunk; names and values alternate. Asked when the body is over. */
  readonly trailers: () => readonly string[];
}

/**
 * Writes a request's body as it comes, with back-pressure. `sent` hears once: null for a whole body, an error for one that
 * broke off or is not as long as announced. Returns the call that ends the sending and lets the body go.
 */
export const sendBody = (
  { body, length, trailers }: BodyToSend,
  socket: Duplex,
  sent: (error: Error | null) => void,
): (() => void) => {
  let bytes = 0;
  const settle = (error: Error | null) => {
    stop();
    sent(error);
  };
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    if (length !== null && bytes > length) return settle(failure('BAD_REQUEST', 'the body is longer than announced'));
    if (!(length === null ? writeChunk(socket, chunk) : socket.write(chunk))) body.pause();
  };
  const onEnd = () => {
    if (length !== null && bytes < length) return settle(failure('BAD_REQUEST', 'the body is shorter than announced'));
    if (length === null) socket.write(`0\r\n${lines(trailers())}\r\n`, 'latin1');
    settle(null);
  };
  const onDrain = () => body.resume();
  const onClose = () => settle(failure('ECONNRESET', 'the body broke off'));
  const stop = () => {
    body.off('data', onData).off('end', onEnd).off('error', settle).off('close', onClose);
    socket.off('drain', onDrain);
    body.on('error', () => {}).destroy();
  };
  body.on('data', onData).on('end', onEnd).on('error', settle).on('close', onClose);
  socket.on('drain', onDrain);
  return stop;
};

/** As one write: its three parts are one record. An empty chunk would be the last one. */
const writeChunk = (socket: Duplex, chunk: Buffer): boolean => {
  if (chunk.length === 0) return true;
  socket.cork();
  socket.write(`${chunk.length.toString(16)}\r\n`, 'latin1');
  socket.write(chunk);
  const goesOn = socket.write('\r\n', 'latin1');
  socket.uncork();
  return goesOn;
};

const lines = (fields: readonly string[]): string => {
  let text = '';
  for (let i = 0; i + 1 < fields.length; i += 2) text += `${fields[i]}: ${fields[i + 1]}\r\n`;
  return text;
};
