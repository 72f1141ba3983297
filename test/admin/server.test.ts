import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { StartError } from '../../src/errors.ts';
import { bearer, openWindow, token } from './window.ts';

/** fetch does not let a test choose the Host header. */
const asked = async (port: number, path: string, headers: Record<string, string>, method = 'GET') => {
  const [answer] = await once(
    request({ host: '127.0.0.1', port, path, headers, method, agent: false }).end(),
    'response',
  );
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
};

/** What the server says to bytes on a bare socket, to its end. */
const said = async (port: number, bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
};

const isProblem = (headers: Readonly<Record<string, unknown>>) =>
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });

describe('the admin port', async () => {
  const { admin, api, get, url, faults } = await openWindow();
  afterAll(() => admin.close());

  it('names the address that it is bound to', () => {
    expect(admin.address).toBe('127.0.0.1');
    expect(admin.port).toBeGreaterThan(0);
  });

  it.each([
    ['/api/v1/flows', {}],
    ['/api/v1/flows/1', {}],
    ['/api/v1/report', {}],
    ['/api/v1/no-such-route', {}],
    ['/%61pi/v1/report', {}],
    ['/api/v1/report', { authorization: 'Bearer wrong' }],
    ['/api/v1/report', { authorization: `Basic ${btoa(`:${token}`)}` }],
    ['/api/v1/report?token=wrong', {}],
    [`/api/v1/report?token=${token}&token=${token}`, {}],
  ])('asks for the token at %s with %j', async (path, headers) => {
    const answer = await get(path, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="mpgate"/);
    isProblem(Object.fromEntries(answer.headers));
    expect(JSON.stringify(await answer.json())).not.toContain(token);
  });

  it.each(['/healthz', '/readyz', '/metrics'])('answers %s without it', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(['/', '/no', '//api/v1/report', '/api', '/api/v2/report', '/healthz/'])('has nothing at %s', async (path) => {
    const answer = await get(path, bearer);
    expect(answer.status).toBe(404);
    isProblem(Object.fromEntries(answer.headers));
    expect(await answer.json()).toMatchObject({ type: 'about:blank', title: 'Not Found', status: 404 });
  });

  it('has nothing at an unknown place of the API, to who has the token', async () => {
    expect((await api('/no-such-route')).status).toBe(404);
  });

  it.each([
    ['127.0.0.1', 200],
    ['localhost', 200],
    ['[::1]:8081', 200],
    ['evil.test', 421],
    ['localhost.evil.test:8081', 421],
  ])('to the Host %s answers %i', async (host, status) => {
    for (const path of ['/healthz', '/metrics', '/api/v1/report']) {
      expect((await asked(admin.port, path, { host, ...bearer })).status).toBe(status);
    }
  });

  it('does not tell a stranger which token is right when the Host is wrong', async () => {
    const [right, wrong] = await Promise.all(
      [token, 'wrong'].map((guess) =>
        asked(admin.port, '/api/v1/report', { host: 'evil.test', authorization: `Bearer ${guess}` }),
      ),
    );
    expect([right?.status, right?.body]).toEqual([421, wrong?.body]);
  });

  it('lets no page of another origin in', async () => {
    const headers = { origin: 'https://evil.test', 'access-control-request-method': 'GET' };
    const preflight = await asked(admin.port, '/api/v1/report', { host: 'localhost', ...headers }, 'OPTIONS');
    const answer = await asked(admin.port, '/healthz', { host: 'localhost', origin: 'https://evil.test' });
    expect([preflight.status, answer.status]).toEqual([401, 200]);
    for (const name of Object.keys({ ...preflight.headers, ...answer.headers })) {
      expect(name).not.toMatch(/^access-control/);
    }
  });

  it.each([
    ['a path that does not decode', '/%zz', 400],
    ['a parameter without end', `/api/v1/flows/${'x'.repeat(2000)}`, 414],
  ])('answers %s with a problem', async (_name, path, status) => {
    const answer = await asked(admin.port, path, { host: 'localhost', ...bearer });
    expect(answer.status).toBe(status);
    isProblem(answer.headers);
  });

  it('takes no large body', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(20_000) });
    const headers = { ...bearer, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/healthz`, { method: 'POST', body, headers });
    expect([404, 413]).toContain(answer.status);
    isProblem(Object.fromEntries(answer.headers));
  });

  it.each([
    ['what is not HTTP', 'hello\r\n\r\n', 400],
    ['a header that is too long', `GET / HTTP/1.1\r\nHost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    ['no Host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no Host in HTTP/1.0', 'GET /healthz HTTP/1.0\r\n\r\n', 421],
  ])('ends the connection of %s', async (_name, bytes, status) => {
    expect(await said(admin.port, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  it('shows nothing of a fault of its own, and reports it', async () => {
    const fault = new Error('the innards at /home/someone');
    const broken = await openWindow({
      ready: () => {
        throw fault;
      },
    });
    const answer = await broken.get('/readyz');
    const body = await answer.text();
    await broken.admin.close();
    expect(answer.status).toBe(500);
    isProblem(Object.fromEntries(answer.headers));
    expect(body).not.toMatch(/innards|stack|at /);
    expect(broken.faults).toEqual([fault]);
    expect(faults).toEqual([]);
  });
});

describe('starting the admin port', () => {
  const started = (host: string, port: number) => openWindow({ host, port });

  it('says that another program holds the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const bound = other.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const starting = started('127.0.0.1', port);
    await expect(starting).rejects.toBeInstanceOf(StartError);
    await expect(starting).rejects.toThrow(
      `The admin port 127.0.0.1:${port} cannot be opened: another program holds it.`,
    );
    other.close();
  });

  it('says that an address is not of this machine', async () => {
    await expect(started('203.0.113.7', 0)).rejects.toThrow(
      /^The admin port 203\.0\.113\.7:0 cannot be opened: no network/,
    );
  });

  it('refuses an empty token', async () => {
    await expect(openWindow({ tokens: { full: '', read: null } })).rejects.toThrow(/^The admin token is empty\./);
  });

  it('answers on the name localhost too', async () => {
    const { admin } = await started('localhost', 0);
    expect((await fetch(`http://localhost:${admin.port}/healthz`)).status).toBe(200);
    await admin.close();
  });

  it('closes at once, idle connections and all', async () => {
    const { admin } = await started('127.0.0.1', 0);
    const idle = connect(admin.port, '127.0.0.1');
    await once(idle, 'connect');
    await admin.close();
    await once(idle.resume(), 'close');
    await expect(fetch(`http://127.0.0.1:${admin.port}/healthz`)).rejects.toThrow();
  });
});
