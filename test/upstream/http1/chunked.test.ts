import { describe, expect, it } from 'vitest';
import { Chunked } from '../../../src/upstream/http1/chunked.ts';

const BODY = '2\r\nhe\r\n00003;x="y"\t\r\nllo\r\nA \r\n0123456789\r\n0\r\nX-Sum: \xe9\r\nx-sum: 2\r\n\r\n';

/** Reads pieces of a body; `behind` is what was left of the last one. */
const read = (pieces: readonly string[], headerBytes = 100) => {
  const chunked = new Chunked(headerBytes);
  let body = '';
  let behind = '';
  for (const piece of pieces) {
    const bytes = Buffer.from(piece, 'latin1');
    const end = chunked.read(bytes, 0, (part) => {
      body += part.toString('latin1');
      return true;
    });
    behind = bytes.toString('latin1', end);
  }
  return { body, behind, isOver: chunked.isOver, trailers: chunked.trailers };
};

describe('a body in chunks', () => {
  it('is read the same wherever it is cut', () => {
    const whole = { body: 'hello0123456789', isOver: true, trailers: ['X-Sum', '\xe9', 'x-sum', '2'] };
    for (let cut = 0; cut <= BODY.length; cut += 1) {
      expect(read([BODY.slice(0, cut), BODY.slice(cut)])).toMatchObject(whole);
    }
    expect(read([...BODY])).toMatchObject(whole);
  });

  it('may have no trailers, and something behind it', () => {
    expect(read(['1\r\nx\r\n0\r\n\r\nbehind'])).toEqual({ body: 'x', behind: 'behind', isOver: true, trailers: [] });
  });

  it('has sizes and extensions up to their limits, each chunk anew', () => {
    const chunk = `0000000000001;${'x'.repeat(16_383)}\r\na\r\n`;
    expect(read([chunk, chunk, '0\r\n\r\n'])).toMatchObject({ body: 'aa', isOver: true });
    for (const text of [`1;${'x'.repeat(16_385)}`, '00000000000001']) {
      expect(() => read([text])).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE' }));
    }
  });

  it.each(['', '5\r\nhello\r\n', '5\r\nhel', '0\r\n', '0\r\nX: 1\r\n'])('is not over after %j', (text) => {
    expect(read([text]).isOver).toBe(false);
  });

  it('stops where it is told to, and goes on from there', () => {
    const chunked = new Chunked(100);
    const bytes = Buffer.from('2\r\nhe\r\n0\r\n\r\n');
    const end = chunked.read(bytes, 0, () => false);
    expect([bytes.toString('latin1', 0, end), chunked.isOver]).toEqual(['2\r\nhe', false]);
    expect([chunked.read(bytes, end, () => true), chunked.isOver]).toEqual([bytes.length, true]);
  });

  it.each([
    'xyz\r\n',
    '\r\n',
    '-5\r\n',
    '+5\r\n',
    '0x5\r\n',
    ' 5\r\n',
    '5 6\r\n',
    '5\t;a\n',
    '5\nhello\r\n',
    '5\r\r\n',
    '5\rhello',
    '5\r\nhello0\r\n',
    '3\r\nhello\r\n',
    '5\r\nhello\rx',
    '5;a\0\r\n',
    '5;a\nb\r\n',
    '10000000000000\r\n',
    '0\r\nX@: 1\r\n\r\n',
    '0\r\nContent-Length: 3\r\n\r\n',
    '0\r\ntransfer-encoding: chunked\r\n\r\n',
    '0\r\nX: 1\n\r\n\r\n',
    '0\r\nX: a\0b\r\n\r\n',
    `5;${'x'.repeat(20_000)}\r\n`,
  ])('is framed wrongly: %j', (text) => {
    for (const pieces of [[text], [...text]]) {
      expect(() => read(pieces)).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE' }));
    }
  });

  it('has trailers up to a limit', () => {
    expect(() => read([`0\r\nX: ${'x'.repeat(200)}\r\n\r\n`])).toThrow(
      expect.objectContaining({ code: 'HEADERS_OVERFLOW' }),
    );
  });
});
