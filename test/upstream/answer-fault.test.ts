import { describe, expect, it } from 'vitest';
import { answerFault } from '../../src/upstream/answer-fault.ts';

describe('the head of an answer', () => {
  it.each([
    [200, []],
    [200, ['Content-Length', '5']],
    [200, ['Transfer-Encoding', 'chunked']],
    [200, ['X', 'gzip', 'transfer-encoding', ' Chunked ']],
    [102, []],
    [103, ['Link', '</a>']],
    [999, []],
  ] as const)('is right: %i %j', (status, headers) => {
    expect(answerFault(status, headers)).toBeNull();
  });

  it.each([
    [0, [], /status 0/],
    [99, [], /status 99/],
    [101, [], /status 101/],
    [200, ['Transfer-Encoding', 'gzip'], /gzip/],
    [200, ['Transfer-Encoding', 'gzip, chunked'], /gzip, chunked/],
    [200, ['Transfer-Encoding', 'xchunked'], /xchunked/],
    [200, ['Transfer-Encoding', ''], /Transfer-Encoding/],
    [200, ['Transfer-Encoding', 'chunked', 'X', 'y', 'TRANSFER-ENCODING', 'chunked'], /chunked, chunked/],
  ] as const)('is wrong: %i %j', (status, headers, why) => {
    expect(answerFault(status, headers)).toMatch(why);
  });
});
