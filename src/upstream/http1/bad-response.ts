import { failure } from '../attempt.ts';

/** An answer that is not HTTP/1, or framed in a way that two readers could take differently. */
export const badResponse = (what: string): Error & { code: string } => failure('BAD_RESPONSE', what);

/** An answer whose head, or trailers, are longer than the limit. */
export const headersOverflow = (limit: number): Error & { code: string } =>
  failure('HEADERS_OVERFLOW', `the server’s header section is longer than ${limit} bytes`);
