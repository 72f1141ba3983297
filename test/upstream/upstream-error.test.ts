import { AssertionError } from 'node:assert';
import { describe, expect, it } from 'vitest';
import { failure } from '../../src/upstream/attempt.ts';
import { hideReset, upstreamError } from '../../src/upstream/upstream-error.ts';

describe('an error of the connection', () => {
  it('that is a reset is another one to undici, and a reset to the operator', () => {
    const error = failure('ECONNRESET', 'read ECONNRESET');
    hideReset(error);
    expect(error.code).not.toBe('ECONNRESET');
    expect(upstreamError(error)).toMatchObject({ code: 'ECONNRESET', message: 'read ECONNRESET' });
  });

  it('of another kind stays as it is', () => {
    for (const error of [failure('EPIPE', 'write EPIPE'), new Error('no code')]) {
      hideReset(error);
      expect(upstreamError(error)).toBe(error);
    }
  });

  it('of the parser says that the answer is wrong', () => {
    const error = Object.assign(new Error('Response does not match the HTTP/1.1 protocol (Expected HTTP/)'), {
      name: 'HTTPParserError',
      code: undefined,
    });
    expect(upstreamError(error)).toMatchObject({ code: 'BAD_RESPONSE', message: error.message });
  });

  it('never shows a line of source', () => {
    const error = new AssertionError({ message: 'assert(statusCode >= 100)' });
    expect(upstreamError(error)).toMatchObject({
      code: 'BAD_RESPONSE',
      message: expect.not.stringContaining('assert'),
    });
  });
});
