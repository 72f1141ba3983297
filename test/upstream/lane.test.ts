import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Lane, type LaneRequest, UNSENT } from '../../src/upstream/lane.ts';
import { socketPair } from '../support/socket-pair.ts';
import { until } from './turns.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

const laneTo = async (): Promise<{ readonly lane: Lane; readonly near: Socket; readonly server: Socket }> => {
  const [near, server] = await socketPair();
  server.on('error', () => {});
  onTestFinished(() => void server.destroy());
  return {
    lane: new Lane(
      'a',
      { outcome: 'connected', socket: near, absolute: null, dial: null, peer: null, reached: null },
      16_384,
    ),
    near,
    server,
  };
};

interface Heard {
  calls: string[];
  error: (Error & { code?: string }) | null;
  paused: boolean;
  first: string;
}

/** Sends a request, and keeps what is heard of it. */
const begin = (lane: Lane, changes: Partial<LaneRequest> = {}, goesOn = true) => {
  const heard: Heard = { calls: [], error: null, paused: false, first: '' };
  const request = { method: 'GET', path: '/', headers: ['Host', 'a.test'], upgrade: null, body: null };
  lane.send(
    { ...request, trailers: () => [], ...changes },
    {
      onHead: ({ status }) => void heard.calls.push(String(status)),
      onData: (piece) => {
        heard.calls.push(piece.toString());
        return goesOn;
      },
      onEnd: () => void heard.calls.push('end'),
      onUpgrade: (_, socket) => {
        heard.calls.push('upgrade');
        heard.paused = socket.isPaused();
        socket.on('data', (chunk: Buffer) => {
          heard.first += chunk.toString();
        });
        socket.resume();
      },
      onError: (error) => {
        heard.calls.push('error');
        heard.error = error;
      },
    },
  );
  return heard;
};

describe('a lane', () => {
  it('carries one request after another, and is kept for a while', async () => {
    const { lane, server } = await laneTo();
    server.on('data', () => void server.write(OK));
    for (let i = 0; i < 3; i += 1) {
      const heard = begin(lane);
      await until(() => heard.calls.includes('end'));
      expect(heard.calls).toEqual(['200', 'ok', 'end']);
      expect(lane.keepUntil).toBeGreaterThan(performance.now());
    }
    expect(lane.dead).toBe(false);
  });

  it('tells of each hint but 100', async () => {
    const { lane, server } = await laneTo();
    const heard = begin(lane);
    server.write(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n${OK}`);
    await until(() => heard.calls.includes('end'));
    expect(heard.calls).toEqual(['103', '200', 'ok', 'end']);
  });

  it('is closed by bytes that nobody asked for', async () => {
    const { lane, server } = await laneTo();
    const heard = begin(lane);
    server.write(OK);
    await until(() => heard.calls.includes('end'));
    server.write('surplus');
    await until(() => lane.dead);
    expect(heard.calls).toEqual(['200', 'ok', 'end']);
  });

  it.each([
    ['with bytes behind it', `${OK}surplus`, false],
    ['that closes it', OK.replace('200 OK', '200 OK\r\nConnection: close'), false],
    ['that ends with it', 'HTTP/1.1 200 OK\r\n\r\nok', true],
  ])('is closed by an answer %s, which is heard whole', async (_, text, ends) => {
    const { lane, server } = await laneTo();
    const heard = begin(lane);
    server.write(text);
    if (ends) server.end();
    await until(() => heard.calls.includes('end'));
    expect([heard.calls, lane.dead, lane.keepUntil]).toEqual([['200', 'ok', 'end'], true, 0]);
  });

  it('reads no further until it is told to', async () => {
    const { lane, near, server } = await laneTo();
    const heard = begin(lane, {}, false);
    server.write(OK.slice(0, -1));
    await until(() => heard.calls.includes('o'));
    expect(near.isPaused()).toBe(true);
    server.write('k');
    lane.resume();
    await until(() => heard.calls.includes('end'));
    expect([heard.calls, near.isPaused()]).toEqual([['200', 'o', 'k', 'end'], false]);
  });

  it('is closed by a body that breaks off', async () => {
    const { lane } = await laneTo();
    const body = new Readable({ read() {} });
    const heard = begin(lane, { method: 'POST', body });
    body.destroy(new Error('the client left'));
    await until(() => heard.error !== null);
    expect([heard.calls, heard.error?.message, lane.dead]).toEqual([['error'], 'the client left', true]);
  });

  it('is closed by an answer before the request’s body is over', async () => {
    const { lane, server } = await laneTo();
    const body = new Readable({ read() {} });
    const heard = begin(lane, { method: 'POST', body });
    server.write(OK);
    await until(() => heard.calls.includes('end'));
    expect([lane.dead, lane.keepUntil, body.destroyed]).toEqual([true, 0, true]);
  });

  it('gives its socket away at 101, with what came behind it', async () => {
    const { lane, server } = await laneTo();
    const heard = begin(lane, { upgrade: 'websocket' });
    server.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nfirst');
    await until(() => heard.first === 'first');
    expect([heard.calls, heard.paused]).toEqual([['upgrade'], true]);
    server.destroy();
    await once(server, 'close');
    expect(heard.calls).toEqual(['upgrade']);
  });

  it.each([
    ['101 unasked', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n', 'BAD_RESPONSE'],
    ['garbage', 'garbage', 'BAD_RESPONSE'],
    ['a head without end', `HTTP/1.1 200 OK\r\nA: ${'x'.repeat(20_000)}`, 'HEADERS_OVERFLOW'],
    ['nothing, and its end', null, 'ECONNRESET'],
  ])('is closed by %s, which is an error', async (_, text, code) => {
    const { lane, server } = await laneTo();
    const heard = begin(lane);
    if (text === null) server.end();
    else server.write(text);
    await until(() => heard.error !== null);
    expect([heard.calls, heard.error?.code, lane.dead]).toEqual([['error'], code, true]);
  });

  it('that has ended sends nothing, and says so', async () => {
    const { lane } = await laneTo();
    lane.close();
    expect(begin(lane)).toMatchObject({ calls: ['error'], error: { code: UNSENT } });
  });

  it('throws for a request that would break a line, and sends nothing', async () => {
    const { lane, server } = await laneTo();
    expect(() => begin(lane, { path: '/ HTTP/1.1\r\n' })).toThrow(/path/);
    lane.close();
    await once(server.resume(), 'end');
    expect(server.bytesRead).toBe(0);
  });
});
