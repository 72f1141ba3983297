import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { answerError, answerWireError } from '../../src/admin/answer.ts';
import { Problem } from '../../src/admin/problem.ts';

describe('answering an error', async () => {
  const thrown: readonly unknown[] = [
    new Problem(404, 'No such flow.', { 'x-more': '1' }),
    new Problem(503, 'Draining.'),
    Object.assign(new Error('The body is too large.'), { statusCode: 413 }),
    Object.assign(new Error('innards'), { statusCode: 500 }),
    Object.assign(new Error('innards'), { statusCode: 200 }),
    Object.assign(new Error('innards'), { statusCode: '404' }),
    new Error('innards'),
    'innards',
  ];
  const faults: unknown[] = [];
  const app = fastify();
  app.setErrorHandler((error, _request, reply) => answerError(error, reply, (fault) => faults.push(fault)));
  for (const [number, error] of thrown.entries()) {
    app.get(`/${number}`, () => {
      throw error;
    });
  }
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  afterAll(() => app.close());
  const hidden = 'The gate made a mistake of its own while answering; its log says more.';

  it.each([
    [0, 404, 'No such flow.', false],
    [1, 503, 'Draining.', false],
    [2, 413, 'The body is too large.', false],
    [3, 500, hidden, true],
    [4, 500, hidden, true],
    [5, 500, hidden, true],
    [6, 500, hidden, true],
    [7, 500, hidden, true],
  ])('case %i: status %i', async (number, status, detail, isFault) => {
    faults.length = 0;
    const answer = await fetch(`${url}/${number}`);
    expect(await answer.json()).toMatchObject({ type: 'about:blank', status, detail });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('x-more')).toBe(number === 0 ? '1' : null);
    expect(faults).toEqual(isFault ? [thrown[number]] : []);
  });
});

describe('answering what is no request', () => {
  const answerTo = async (code?: string): Promise<string> => {
    const server = createServer((socket) => answerWireError(code === undefined ? {} : { code }, socket));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const bound = server.address();
    const answer = await text(connect(typeof bound === 'object' && bound ? bound.port : 0, '127.0.0.1'));
    server.close();
    return answer;
  };

  it.each([
    ['ERR_HTTP_REQUEST_TIMEOUT', 'HTTP/1.1 408 Request Timeout\r\n'],
    ['HPE_HEADER_OVERFLOW', 'HTTP/1.1 431 Request Header Fields Too Large\r\n'],
    ['HPE_INVALID_METHOD', 'HTTP/1.1 400 Bad Request\r\n'],
    [undefined, 'HTTP/1.1 400 Bad Request\r\n'],
  ])('%s', async (code, start) => {
    const answer = await answerTo(code);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(answer.startsWith(start)).toBe(true);
    expect(head).toContain(`\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`);
    expect(head).toContain('\r\ncontent-type: application/problem+json\r\n');
    expect(JSON.parse(body)).toMatchObject({ type: 'about:blank' });
  });

  it('says nothing to a connection that was reset', async () => expect(await answerTo('ECONNRESET')).toBe(''));
});
