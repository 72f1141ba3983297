import { failure } from './attempt.ts';

/**
 * Stands for ECONNRESET while undici has the error in its hands: of a body that ends with its connection it would take
 * the reset for the end, and throw where the client is slow (7.30, `onHttpSocketError`).
 */
const RESET = 'UPSTREAM_RESET';

/** To be called on a connection's error before undici sees it. */
export const hideReset = (error: Error): void => {
  if ('code' in error && error.code === 'ECONNRESET') Object.assign(error, { code: RESET });
};

/** What undici reports, in the words of the operator: its own parser's and assertions' are those of its source. */
export const upstreamError = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = 'code' in error ? error.code : null;
  if (code === RESET) return failure('ECONNRESET', error.message);
  if (code === 'ERR_ASSERTION') return failure(BAD_RESPONSE, 'the server’s answer makes no sense');
  return error.name === 'HTTPParserError' ? failure(BAD_RESPONSE, error.message) : error;
};

/** Code of an answer that is not HTTP, or framed in a way that two readers could take differently. */
export const BAD_RESPONSE = 'BAD_RESPONSE';
