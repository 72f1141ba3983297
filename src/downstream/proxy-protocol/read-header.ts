import type { Read } from '../socks/read.ts';
import { BINARY, readBinary } from './read-binary.ts';
import { readText, TEXT } from './read-text.ts';

/**
 * The client's address, canonical, as the PROXY protocol tells it; null: none is told, so that the connection is the
 * load balancer's own. https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt
 */
export const readHeader = (bytes: Buffer): Read<string | null> => {
  if (startsLike(bytes, BINARY)) return bytes.length < BINARY.length ? 'more' : readBinary(bytes);
  if (startsLike(bytes, TEXT)) return bytes.length < TEXT.length ? 'more' : readText(bytes);
  return 'malformed';
};

/** Whether bytes are the beginning of a header, and of nothing else that a client says. */
export const isHeader = (bytes: Buffer): boolean =>
  [BINARY, TEXT].some((mark) => bytes.length >= mark.length && startsLike(bytes, mark));

/** Whether bytes are a mark with what is behind it, or its front. */
const startsLike = (bytes: Buffer, mark: Buffer): boolean => {
  const length = Math.min(bytes.length, mark.length);
  return bytes.compare(mark, 0, length, 0, length) === 0;
};
