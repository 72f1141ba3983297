const TRANSFER_ENCODING = 'transfer-encoding';

/**
 * What undici lets pass and a client could take for something else; null: nothing. It refuses 100 itself, but not 101
 * without an upgrade; and a body in another coding than `chunked` would reach the client coded and unmarked, since that
 * header is of one connection only (RFC 9112, 6.1).
 */
export const answerFault = (status: number, headers: readonly string[]): string | null => {
  if (status < 102) return `the server answered with the status ${status}, which was not asked for`;
  const codings: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    // Its length first: this is asked of every header of every answer.
    const isIt = headers[i]?.length === TRANSFER_ENCODING.length && headers[i]?.toLowerCase() === TRANSFER_ENCODING;
    if (isIt) codings.push(headers[i + 1] ?? '');
  }
  const coding = codings.join(', ');
  return codings.length === 0 || coding.trim().toLowerCase() === 'chunked' ? null : `Transfer-Encoding: ${coding}`;
};
