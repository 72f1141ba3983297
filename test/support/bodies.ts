/** Bodies too big to be held: made as they are sent, counted as they come. */
import { truncate, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export const MIB = 1024 * 1024;

/** A file of so many zero bytes that takes no room on the disk. */
export const sparseFile = async (path: string, bytes: number): Promise<string> => {
  await writeFile(path, '');
  await truncate(path, bytes);
  return path;
};

const block = Buffer.alloc(65_536, 'mpgate');

function* blocks(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block;
}

/** Answers with so many bytes; the client may leave before the end. */
export const sendBytes = async (response: ServerResponse, bytes: number): Promise<void> => {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes });
  await pipeline(Readable.from(blocks(bytes)), response).catch(() => {});
};

/** Reads a request to its end. */
export const countBytes = async (request: IncomingMessage): Promise<number> => {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  return bytes;
};
