import type { ServerResponse } from 'node:http';

/** Up to there, one text with the head is cheaper than two buffers. */
const SMALL_BYTES = 8_192;

/** Ends an answer with its last bytes, in one packet with the head where that has not gone yet. */
export const endWith = (response: ServerResponse, last: Buffer | null, headSent: boolean): void => {
  if (!last) response.end();
  else if (headSent || last.length > SMALL_BYTES) response.end(last);
  else response.end(last.toString('latin1'), 'latin1');
};
