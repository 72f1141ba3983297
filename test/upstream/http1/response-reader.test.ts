import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResponseEar, ResponseReader } from '../../../src/upstream/http1/response-reader.ts';

interface Heard {
  statuses: number[];
  body: string;
  trailers: string[] | null;
  rest: string;
  calls: number;
}

/** A reader, and all that it has told. */
const reading = (method = 'GET', goesOn: Partial<Record<'head' | 'data', boolean>> = {}) => {
  const heard: Heard = { statuses: [], body: '', trailers: null, rest: '', calls: 0 };
  const ear: ResponseEar = {
    head: ({ status }, rest) => {
      heard.statuses.push(status);
      heard.rest = rest.toString('latin1');
      heard.calls += 1;
      return goesOn.head ?? true;
    },
    data: (piece) => {
      heard.body += piece.toString('latin1');
      heard.calls += 1;
      return goesOn.data ?? true;
    },
    end: (trailers, rest) => {
      heard.trailers = trailers;
      heard.rest = rest.toString('latin1');
      heard.calls += 1;
    },
  };
  const reader = new ResponseReader(method, 1_000, ear);
  return { heard, reader, read: (text: string) => reader.read(Buffer.from(text, 'latin1')) };
};

const HINT = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
const answers = [
  [`${HINT}HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello`, [103, 200], 'hello', []],
  ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', [200], '', []],
  ['HTTP/1.1 204 No Content\r\n\r\n', [204], '', []],
  [
    `${HINT}HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\nX-Sum: 1\r\n\r\n`,
    [103, 200],
    'hello',
    ['X-Sum', '1'],
  ],
] as const;

describe('an answer', () => {
  it.each(answers)('is read the same however it is cut: %j', (text, statuses, body, trailers) => {
    const isSame = (cuts: readonly number[]) => {
      const { heard, read } = reading();
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      for (const [at, from] of places.entries()) read(text.slice(from, places[at + 1] ?? from));
      expect(heard).toMatchObject({ statuses, body, trailers, rest: '' });
    };
    const everywhere = [...text].map((_, at) => at);
    for (const cut of everywhere) isSame([cut]);
    isSame(everywhere);
    fc.assert(fc.property(fc.array(fc.nat(text.length)), isSame));
  });

  it.each(answers)('tells what is behind it, and reads no further: %j', (text) => {
    const { heard, read } = reading();
    read(`${text}HTTP/1.1 200 OK\r\n\r\nevil`);
    expect(heard.rest).toBe('HTTP/1.1 200 OK\r\n\r\nevil');
    const { calls } = heard;
    read('more');
    expect([heard.calls, heard.body.includes('evil')]).toEqual([calls, false]);
  });

  it('without a length is whole when its connection has ended, and only then', () => {
    const { heard, reader, read } = reading();
    expect(reader.endsWithConnection()).toBe(false);
    read('HTTP/1.1 200 OK\r\n\r\nhel');
    read('lo');
    expect([heard.body, heard.trailers]).toEqual(['hello', null]);
    expect(reader.endsWithConnection()).toBe(true);
    expect(heard.trailers).toEqual([]);
    expect(reader.endsWithConnection()).toBe(false);
  });

  it.each(['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell', 'HTTP/1.1 200 OK\r\n', HINT])(
    'that is cut short is not: %j',
    (text) => {
      const { reader, read } = reading();
      read(text);
      expect(reader.endsWithConnection()).toBe(false);
    },
  );

  it.each([
    ['its head', { head: false }, 1],
    ['its body', { data: false }, 2],
  ])('is read no further where the ear has had enough of %s', (_, goesOn, calls) => {
    for (const [text] of answers.slice(0, 1)) {
      const { heard, read } = reading('GET', goesOn);
      read(text.slice(HINT.length));
      read('more');
      expect([heard.calls, heard.trailers]).toEqual([calls, null]);
    }
  });

  it.each([
    ['its head', 'HTTP/1.1 200 OK\r\n'],
    ['a hint', 'HTTP/1.1 103 Early Hints\r\n'],
    ['its trailers', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n'],
  ])('has a limit for %s', (_, text) => {
    const field = `A: ${'x'.repeat(1_000)}\r\n\r\n`;
    expect(() => reading().read(text + field)).toThrow(expect.objectContaining({ code: 'HEADERS_OVERFLOW' }));
  });

  it('to HEAD has no body, whatever it announces', () => {
    const { heard, read } = reading('HEAD');
    read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
    expect(heard).toMatchObject({ body: '', trailers: [], rest: 'hello' });
  });

  it.each(['SSH-2.0-x\r\n', 'x', 'HTTP/1.1 200 OK\nA: 1\n\n', 'HTTP/1.1 200 OK\r\nA\r\n\r\n'])(
    'is none: %j',
    (text) => {
      expect(() => reading().read(text)).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE' }));
    },
  );
});
