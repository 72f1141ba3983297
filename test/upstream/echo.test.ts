import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createEcho, ECHO_HOST } from '../../src/upstream/echo.ts';
import { roadTo } from './transfer.ts';

const opened = () => {
  const echo = createEcho();
  onTestFinished(() => echo.close());
  return echo;
};

describe('the origin inside the gate', () => {
  it('says what arrived: case, order, and the length of the body', async () => {
    const { socket } = opened().connect();
    const request = httpRequest({
      createConnection: () => socket,
      method: 'POST',
      path: '/hello?a=b',
      headers: { Host: ECHO_HOST, Referer: 'https://appservice.qq.com/', 'X-CASE': 'y' },
    });
    request.end('four');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(await json(response)).toMatchObject({
      method: 'POST',
      path: '/hello?a=b',
      headers: { Host: ECHO_HOST, Referer: 'https://appservice.qq.com/', 'X-CASE': 'y' },
      bodyBytes: 4,
    });
    socket.destroy();
  });

  it('uses no network, so that there is nothing to judge, and keeps its connection', async () => {
    const echo = opened();
    let connections = 0;
    const road = roadTo(0, async () => {
      connections += 1;
      return echo.connect();
    });
    for (const path of ['/1', '/2', '/3']) {
      const { status, body, peer } = await road.send({ path });
      expect([status, JSON.parse(body).path, peer]).toEqual([200, path, null]);
    }
    expect(connections).toBe(1);
  });

  it('sends WebSocket messages back, text and binary', async () => {
    const { socket } = opened().connect();
    const ws = new WebSocket(`ws://${ECHO_HOST}/ws`, { createConnection: () => socket });
    await once(ws, 'open');
    for (const [message, isBinary] of [
      ['text', false],
      [Buffer.from([0, 255]), true],
    ] as const) {
      ws.send(message);
      expect(await once(ws, 'message')).toEqual([Buffer.from(message), isBinary]);
    }
    ws.close(4321, 'bye');
    const [code] = await once(ws, 'close');
    expect(code).toBe(4321);
  });

  it('outlives a client that leaves in its body', async () => {
    const echo = opened();
    const { socket } = echo.connect();
    socket.on('error', () => {});
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf');
    socket.destroy();
    await once(socket, 'close');
    const { status } = await roadTo(0, async () => echo.connect()).send();
    expect(status).toBe(200);
  });
});
