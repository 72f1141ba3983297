import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/model/policy.ts';
import { failure } from '../../src/upstream/attempt.ts';
import { connect } from '../../src/upstream/connect.ts';
import type { Outbound } from '../../src/upstream/forward.ts';
import { tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';
import { policyOf } from '../support/policy.ts';
import { trustedCa } from '../support/world.ts';
import { diallingTo, orderTo } from './dialling.ts';
import { type RawOrigin, rawOrigin, roadTo, saying } from './transfer.ts';
import { settled, until } from './turns.ts';

/** What any client behind the interface `Forward` has to do. */

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const bodyOf = (...chunks: readonly string[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const host = ['Host', 'api.shop.test'];

/** What a server got for one request. */
const sent = async (changes: Partial<Outbound>): Promise<string> => {
  const { port, received } = await saying(OK);
  const { error } = await roadTo(port).send(changes);
  if (error) throw error;
  return received[0] ?? '';
};

/** What came of a server that says this. */
const got = async (bytes: string, changes: Partial<Outbound> = {}) => {
  const { port, open } = await rawOrigin((socket) => void socket.end(bytes, 'latin1'));
  const heard = await roadTo(port).send(changes);
  await until(() => open() === 0);
  return heard;
};

describe('the request line', () => {
  it.each([
    '/',
    '//x',
    '//',
    '/?',
    '/?a=b&a=b#',
    '/%2e%2e/./../a',
    '/a;b=c,d:@!$&()*+=~|^`{}[]<>"\'\\',
    '/caf\u00e9\u00ff',
    `/${'long/'.repeat(2000)}`,
  ])('has the path byte for byte: %s', async (path) => {
    expect((await sent({ path })).split('\r\n')[0]).toBe(`GET ${path} HTTP/1.1`);
  });

  it.each(['/%2e%2e/a b', '/a\r\nX: y', '/a\tb', '/\u4e2d', 'no-slash'])(
    'is refused for %j, and nothing is sent',
    async (path) => {
      const { port, open, received } = await saying(OK);
      const { calls, error } = await roadTo(port).send({ path });
      expect(calls).toEqual(['connected', 'error']);
      expect(error?.message).toMatch(/path/);
      await until(() => open() === 0);
      expect(received.join('')).toBe('');
    },
  );

  it('may be `OPTIONS *`, and no other method’s', async () => {
    expect(await sent({ method: 'OPTIONS', path: '*' })).toMatch(/^OPTIONS \* HTTP\/1\.1\r\n/);
    await expect(sent({ method: 'GET', path: '*' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it.each(['GET', 'OPTIONS', 'DELETE', 'PATCH', 'PROPFIND', 'TRACE', 'X-OWN'])('has the method %s', async (method) => {
    expect(await sent({ method })).toMatch(new RegExp(`^${method} / HTTP/1\\.1\r\n`));
  });
});

describe('headers', () => {
  it('keep their case, order and duplicates, and none is added', async () => {
    const headers = [
      'X-B',
      '1',
      'Host',
      'API.shop.test:443',
      'x-a',
      '',
      'X-B',
      '3',
      'Cookie',
      'a=b',
      'cookie',
      'c=\u00e9',
    ];
    expect(await sent({ headers })).toBe(
      'GET / HTTP/1.1\r\nX-B: 1\r\nHost: API.shop.test:443\r\nx-a: \r\nX-B: 3\r\nCookie: a=b\r\ncookie: c=\u00e9\r\n\r\n',
    );
  });

  it('come back with their case, order and duplicates, as latin1, and any reason phrase', async () => {
    const headers = ['Set-Cookie: a', 'X-b: \u00e9', 'set-cookie: b', 'Content-Length: 0', 'X-Empty:'].join('\r\n');
    const heard = await got(`HTTP/1.1 299 So So\r\n${headers}\r\n\r\n`);
    expect([heard.status, heard.statusText]).toEqual([299, 'So So']);
    expect(heard.headers).toEqual([
      'Set-Cookie',
      'a',
      'X-b',
      '\u00e9',
      'set-cookie',
      'b',
      'Content-Length',
      '0',
      'X-Empty',
      '',
    ]);
  });

  it('of more than the limit are an error', async () => {
    const heard = await got(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(heard.error?.code).toBe('HEADERS_OVERFLOW');
  });

  it('that would break the line are refused, and nothing is sent', async () => {
    const { port, received } = await saying(OK);
    expect((await roadTo(port).send({ headers: [...host, 'X', 'a\r\nY: b'] })).error?.message).toMatch(/header/);
    expect(received.join('')).toBe('');
  });
});

describe('a request’s body', () => {
  const framing = /^(content-length|transfer-encoding): .*$/gim;
  it.each([
    ['of a known length', 'POST', ['Content-Length', '10'], ['hello', 'world'], ['Content-Length: 10'], 'helloworld'],
    [
      'of no known length',
      'POST',
      [],
      ['hello', 'wor'],
      ['Transfer-Encoding: chunked'],
      '5\r\nhello\r\n3\r\nwor\r\n0\r\n\r\n',
    ],
    ['none', 'POST', [], null, ['Content-Length: 0'], ''],
    ['none, said so', 'POST', ['Content-Length', '0'], null, ['Content-Length: 0'], ''],
    ['of a GET', 'GET', ['Content-Length', '5'], ['hello'], ['Content-Length: 5'], 'hello'],
    ['of a GET, chunked', 'GET', [], ['hello'], ['Transfer-Encoding: chunked'], '5\r\nhello\r\n0\r\n\r\n'],
    [
      'of a DELETE, chunked',
      'DELETE',
      [],
      ['GET / HTTP/1.1'],
      ['Transfer-Encoding: chunked'],
      'e\r\nGET / HTTP/1.1\r\n0\r\n\r\n',
    ],
    ['none, of a GET', 'GET', [], null, [], ''],
  ] as const)('%s: %s', async (_, method, headers, chunks, framed, bytes) => {
    const { port, received } = await rawOrigin((socket) => {
      // Answers when it has all.
      void until(() => (received[0] ?? '').endsWith(bytes)).then(() => socket.write(OK));
    });
    const road = roadTo(port);
    const { error } = await road.send({ method, headers: [...host, ...headers], body: chunks && bodyOf(...chunks) });
    expect(error).toBeNull();
    const [head = '', ...body] = (received[0] ?? '').split('\r\n\r\n');
    expect(head.match(framing) ?? []).toEqual(framed);
    expect(body.join('\r\n\r\n')).toBe(bytes);
  });

  it.each([
    ['is shorter than announced', ['Content-Length', '100'], () => bodyOf('short')],
    ['is longer than announced', ['Content-Length', '2'], () => bodyOf('much longer')],
    [
      'breaks off',
      [],
      () =>
        new Readable({
          read() {
            this.push('begun');
            this.destroy(new Error('the client left'));
          },
        }),
    ],
  ])('that %s is an error, and the server’s connection is closed', async (_, headers, body) => {
    const { port, open } = await tcpOrigin((socket) => void socket.resume());
    const { calls } = await roadTo(port).send({ method: 'POST', headers: [...host, ...headers], body: body() });
    expect(calls).toEqual(['connected', 'error']);
    await until(() => open() === 0);
  });

  it('is let go where the server answers before its end, and the connection is not used again', async () => {
    const { port, open } = await saying(OK);
    const body = new Readable({ read() {} });
    body.push('begun');
    const heard = await roadTo(port).send({ method: 'POST', body });
    expect([heard.calls, heard.body]).toEqual([['connected', 'head', 'data', 'end'], 'ok']);
    await until(() => body.destroyed && open() === 0);
  });

  it('waits for a server that does not read', async () => {
    const { port, sockets } = await slow();
    let taken = 0;
    const body = new Readable({
      read() {
        taken += 65_536;
        this.push(taken > 64 * MIB ? null : Buffer.alloc(65_536));
      },
    });
    const { done } = roadTo(port).begin({ method: 'POST', body });
    await settled(() => taken);
    expect(taken).toBeLessThan(32 * MIB);
    sockets[0]?.resume().once('data', () => sockets[0]?.on('data', () => {}));
    await until(() => taken > 64 * MIB);
    sockets[0]?.write(OK);
    expect((await done).status).toBe(200);
  });

  it('in chunks may have trailers behind it', async () => {
    const { port, received } = await rawOrigin((socket) => {
      void until(() => (received[0] ?? '').endsWith('\r\nX-Sum: 1\r\n\r\n')).then(() => socket.write(OK));
    });
    const trailers = () => ['X-Sum', '1'];
    const { error } = await roadTo(port).send({ method: 'POST', body: bodyOf('x'), trailers });
    expect([error, received[0]?.split('\r\n\r\n')[1]]).toEqual([null, '1\r\nx\r\n0\r\nX-Sum: 1']);
  });
});

describe('an answer', () => {
  it.each([
    ['by its length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'GET', 200, 'hello'],
    [
      'in chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n',
      'GET',
      200,
      'hello',
    ],
    ['up to the close', 'HTTP/1.1 200 OK\r\n\r\nhello', 'GET', 200, 'hello'],
    ['of HTTP/1.0', 'HTTP/1.0 404 Not Found\r\n\r\nhello', 'GET', 404, 'hello'],
    ['to HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 'HEAD', 200, ''],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 'DELETE', 204, ''],
    ['304', 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n', 'GET', 304, ''],
    [
      '304 with the length of what it leaves out',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n',
      'GET',
      304,
      '',
    ],
    ['205', 'HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n', 'POST', 205, ''],
    ['599', 'HTTP/1.1 599 \r\nContent-Length: 1\r\n\r\nx', 'GET', 599, 'x'],
  ])('%s is whole', async (_, bytes, method, status, body) => {
    const heard = await got(bytes, { method });
    expect(heard.error).toBeNull();
    expect([heard.status, heard.body, heard.calls.at(-1)]).toEqual([status, body, 'end']);
  });

  it.each([
    ['cut short of its length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello'],
    ['cut between chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    ['cut in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello'],
    ['with a chunk of no size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n'],
    ['cut in its head', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['of nothing', ''],
    ['in no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['with a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['with two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\nhello'],
    ['with a length of +5', 'HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello'],
    [
      'that switches protocols unasked',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
  ])('%s is an error, never a whole one', async (_, bytes) => {
    const { calls, error } = await got(bytes);
    expect(calls.at(-1)).toBe('error');
    expect(calls).not.toContain('end');
    expect(error).toBeInstanceOf(Error);
  });

  it('with trailers gives them at its end', async () => {
    const heard = await got(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX-Sum: \u00e9\r\nx-sum: 2\r\n\r\n',
    );
    expect([heard.body, heard.trailers]).toEqual(['x', ['X-Sum', '\u00e9', 'x-sum', '2']]);
  });

  it('after hints: each 1xx is told as it comes', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
    const heard = await got(`${hint}HTTP/1.1 102 Processing\r\n\r\n${OK}`);
    expect(heard.calls).toEqual(['connected', 'information', 'information', 'head', 'data', 'end']);
    expect(heard.information).toEqual([
      { status: 103, headers: ['Link', '</a>'] },
      { status: 102, headers: [] },
    ]);
  });

  it('after an unasked 100 is whole: that one is for whoever waits for it (RFC 9110, 15.2)', async () => {
    const heard = await got(`HTTP/1.1 100 Continue\r\n\r\n${OK}`);
    expect([heard.calls, heard.body]).toEqual([['connected', 'head', 'data', 'end'], 'ok']);
  });

  it('is passed on as it comes: head, then each chunk', async () => {
    const { port, sockets } = await saying('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const { heard, done } = roadTo(port).begin();
    await until(() => heard.calls.includes('head'));
    for (const word of ['one', 'two']) {
      sockets[0]?.write(`3\r\n${word}\r\n`);
      await until(() => heard.body.endsWith(word));
    }
    sockets[0]?.write('0\r\n\r\n');
    expect((await done).calls.at(-1)).toBe('end');
  });

  it('waits while the receiver holds on, and loses nothing', async () => {
    const total = 64 * MIB;
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${total}\r\n\r\n`;
    const { port, sockets } = await rawOrigin((socket) => {
      socket.write(head);
      socket.write(Buffer.alloc(total));
    });
    let [bytes, holds] = [0, true];
    const { sending, done, heard } = roadTo(port).begin(
      {},
      {
        onData: (chunk) => {
          bytes += chunk.length;
          return !holds;
        },
      },
    );
    await until(() => bytes > 0);
    await settled(() => sockets[0]?.writableLength ?? 0);
    expect(sockets[0]?.writableLength).toBeGreaterThan(total / 2);
    expect(heard.calls).not.toContain('end');
    holds = false;
    sending.resume();
    await done;
    expect(bytes).toBe(total);
  });
});

const MIB = 1024 * 1024;

/** A server that does not read. */
const slow = async (): Promise<Pick<RawOrigin, 'port'> & { readonly sockets: readonly Socket[] }> => {
  const sockets: Socket[] = [];
  const { port } = await tcpOrigin((socket) => {
    socket.pause();
    sockets.push(socket);
  });
  return { port, sockets };
};

describe('a connection', () => {
  it('carries one request after another', async () => {
    const { port, accepted } = await saying(OK);
    const road = roadTo(port);
    const first = await road.send();
    for (let i = 0; i < 20; i += 1) expect((await road.send({ method: i % 2 ? 'GET' : 'POST' })).body).toBe('ok');
    expect([accepted(), road.pool.stats()]).toEqual([1, { idle: 1, open: 1 }]);
    expect((await road.send()).peer).toBe(first.peer);
  });

  it('is not shared by requests at once', async () => {
    const { port, accepted } = await saying(OK);
    const road = roadTo(port);
    await Promise.all([road.send(), road.send(), road.send()]);
    expect([accepted(), road.pool.stats()]).toEqual([3, { idle: 3, open: 3 }]);
  });

  it.each([
    ['the answer says `Connection: close`', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok', {}],
    [
      'the answer says `Keep-Alive: timeout=1`',
      'HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\nok',
      {},
    ],
    ['there is surplus behind the answer', `${OK}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`, {}],
    ['there is surplus behind a 204', 'HTTP/1.1 204 No Content\r\n\r\nevil', {}],
    [
      'it was a HEAD: servers are known that send its body',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n',
      { method: 'HEAD' },
    ],
  ])('is not used again where %s', async (_, bytes, changes) => {
    const { port, accepted } = await saying(bytes);
    const road = roadTo(port);
    const first = await road.send(changes);
    const second = await road.send(changes);
    expect([first.calls.at(-1), second.calls.at(-1), second.body]).toEqual(['end', 'end', first.body]);
    expect(accepted()).toBe(2);
  });

  const second = { ...orderTo('10.0.0.1'), device: '10.0.0.3' };
  const ios = (pinVerified: boolean) => {
    const policy: Policy = policyOf({ platform: 'ios', pins: new Map([['api.shop.test', new Set(['sha256/x'])]]) });
    return { policy, pinVerified };
  };
  it.each<readonly [string, boolean, Partial<Outbound>, Partial<Outbound>]>([
    ['two devices, a name', true, { device: '10.0.0.2' }, { device: '10.0.0.3' }],
    [
      'two devices, an address: one may be on its LAN, and held to less',
      false,
      { authority: second.authority, device: '10.0.0.2' },
      { authority: second.authority, device: '10.0.0.3' },
    ],
    [
      'one device, an address',
      true,
      { authority: second.authority, device: '10.0.0.2' },
      { authority: second.authority, device: '10.0.0.2' },
    ],
    ['two policies', false, { policy: policyOf() }, { policy: policyOf({ id: 'reloaded' }) }],
    ['two hosts', false, {}, { authority: orderTo('up.shop.test').authority }],
    ['two ports', false, {}, { authority: orderTo('api.shop.test:8443').authority }],
    ['a pin that iOS has verified, and one that it has not', false, ios(true), ios(false)],
    ['two APIs', true, { api: 'request' }, { api: 'downloadFile' }],
  ])('%s: shared %s', async (_, shared, one, other) => {
    const { port, accepted } = await saying(OK);
    const road = roadTo(port);
    await road.send(one);
    await road.send(other);
    expect(accepted()).toBe(shared ? 1 : 2);
  });

  it('that the server has closed is never handed out', async () => {
    const { port, sockets, accepted } = await saying(OK);
    const road = roadTo(port);
    await road.send();
    sockets[0]?.destroy();
    await until(() => road.pool.stats().open === 0);
    expect((await road.send({ method: 'POST', body: bodyOf('x') })).status).toBe(200);
    expect(accepted()).toBe(2);
  });
});

describe('a kept connection that ends under the next request', () => {
  /** Answers the first request, and ends the connection at the second. */
  const fickle = () => rawOrigin((socket, _, nth) => (nth === 2 ? socket.destroy() : socket.write(OK)));

  it.each(['GET', 'HEAD', 'OPTIONS'])('%s is sent once more, on a new one', async (method) => {
    const { port, accepted } = await fickle();
    const road = roadTo(port);
    await road.send();
    expect((await road.send({ method })).calls).toEqual([
      'connected',
      'head',
      ...(method === 'HEAD' ? [] : ['data']),
      'end',
    ]);
    expect(accepted()).toBe(2);
  });

  it.each([
    ['POST', null],
    ['POST', 'body'],
    ['DELETE', null],
    ['GET', 'body'],
  ])('%s with the body %j is an error: it may have been acted on', async (method, body) => {
    const { port, accepted } = await fickle();
    const road = roadTo(port);
    await road.send();
    expect((await road.send({ method, body: body === null ? null : bodyOf(body) })).calls.at(-1)).toBe('error');
    expect(accepted()).toBe(1);
  });

  it('and whose server takes no new one, is an error at once', async () => {
    const { port } = await fickle();
    let connections = 0;
    const road = roadTo(port, (order, cancel) => {
      connections += 1;
      if (connections > 1) return Promise.reject(failure('ECONNREFUSED', 'the server is gone'));
      return connect(order, diallingTo(port), cancel);
    });
    await road.send();
    expect((await road.send()).error?.code).toBe('ECONNREFUSED');
    expect(connections).toBe(2);
  });

  it('is no excuse for a third try, nor for a second where the answer has begun', async () => {
    const never = await rawOrigin((socket, _, nth) => (nth === 1 ? socket.write(OK) : socket.destroy()));
    const road = roadTo(never.port);
    await road.send();
    expect((await road.send()).calls.at(-1)).toBe('error');
    expect(never.accepted()).toBe(2);
    const half = await rawOrigin((socket, _, nth) => (nth === 1 ? socket.write(OK) : socket.end(OK.slice(0, -1))));
    const other = roadTo(half.port);
    await other.send();
    expect((await other.send()).calls).toEqual(['connected', 'head', 'data', 'error']);
    expect(half.accepted()).toBe(1);
  });
});

describe('an abort', () => {
  const mute = () => tcpOrigin((socket) => void socket.resume());

  it('in the TLS handshake closes the connection', async () => {
    const { port, open } = await mute();
    const { sending, heard } = roadTo(port).begin({ secure: true });
    await until(() => open() === 1);
    sending.abort();
    await until(() => open() === 0);
    expect(heard.calls).toEqual([]);
  });

  it('at the moment of the connection closes it, and nothing is sent', async () => {
    const { port, open, accepted, received } = await saying(OK);
    const road = roadTo(port);
    const under = road.begin({}, { onConnected: () => under.sending.abort() });
    await until(() => accepted() === 1 && under.heard.calls.length === 1 && open() === 0);
    expect([received.join(''), road.pool.stats().open]).toEqual(['', 0]);
  });

  it('while the answer is waited for closes it', async () => {
    const { port, open, received } = await rawOrigin(() => {});
    const { sending, heard } = roadTo(port).begin();
    await until(() => received[0] !== undefined && received[0] !== '');
    sending.abort();
    await until(() => open() === 0);
    expect(heard.calls).toEqual(['connected']);
  });

  it('within the answer closes it, also while the receiver holds on', async () => {
    for (const onData of [() => true, () => false]) {
      const { port, open } = await saying('HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nbegun');
      const { sending, heard } = roadTo(port).begin({}, { onData });
      await until(() => heard.calls.includes('data'));
      sending.abort();
      await until(() => open() === 0);
      expect(heard.calls).toEqual(['connected', 'head', 'data']);
    }
  });

  it('from within onHead or onData is the end', async () => {
    const { port, open } = await saying(OK);
    const road = roadTo(port);
    const atHead = road.begin({}, { onHead: () => atHead.sending.abort() });
    const atData = road.begin(
      {},
      {
        onData: () => {
          atData.sending.abort();
          return false;
        },
      },
    );
    await until(() => atHead.heard.status === 200 && atData.heard.calls.includes('data') && open() === 0);
    expect(atHead.heard.calls).toEqual(['connected', 'head']);
    expect(atData.heard.calls).toEqual(['connected', 'head', 'data']);
  });

  it('in a body that is being sent closes it, and lets the body go', async () => {
    const { port, open } = await mute();
    const body = new Readable({ read() {} });
    body.push('begun');
    const { sending, heard } = roadTo(port).begin({ method: 'POST', body });
    await until(() => heard.calls.length === 1 && open() === 1);
    sending.abort();
    await until(() => open() === 0 && body.destroyed);
  });

  it('after the end does nothing: the connection is kept', async () => {
    const { port, open } = await saying(OK);
    const road = roadTo(port);
    const { sending, done } = road.begin();
    await done;
    sending.abort();
    await until(() => road.pool.stats().idle === 1);
    expect(open()).toBe(1);
  });
});

describe('an upgrade', () => {
  const wanted = { upgrade: 'websocket', headers: [...host, 'Sec-WebSocket-Key', 'x'] };
  const switched =
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-a: \u00e9\r\n\r\n';

  it('is asked for, and then the socket belongs to both ends', async () => {
    const { port, received, sockets } = await saying(`${switched}first`);
    const road = roadTo(port);
    const { calls, status, headers, socket } = await road.send(wanted);
    expect([calls, status]).toEqual([['connected', 'upgrade'], 101]);
    expect(headers).toEqual(['Upgrade', 'websocket', 'Connection', 'Upgrade', 'X-a', '\u00e9']);
    expect(received[0]).toMatch(/\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n/);
    if (!socket) throw new Error('no socket');
    expect(socket.isPaused()).toBe(true);
    socket.resume();
    expect(String((await once(socket, 'data'))[0])).toBe('first');
    socket.write('to the server');
    await until(() => received[0]?.endsWith('to the server') === true);
    sockets[0]?.write('to the client');
    expect(String((await once(socket, 'data'))[0])).toBe('to the client');
    expect(road.pool.stats().idle).toBe(0);
    socket.destroy();
  });

  it('that is refused is an answer like any other', async () => {
    const { status, body, calls } = await got('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno', wanted);
    expect([status, body, calls]).toEqual([403, 'no', ['connected', 'head', 'data', 'end']]);
  });

  it.each([
    ['reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['closed', (socket: Socket) => void socket.end()],
    ['cut in the head', (socket: Socket) => void socket.end(switched.slice(0, 40))],
  ])('that is %s before the 101 is an error', async (_, behaviour) => {
    const { port, open } = await rawOrigin(behaviour);
    expect((await roadTo(port).send(wanted)).calls).toEqual(['connected', 'error']);
    await until(() => open() === 0);
  });

  it('may be called off while it is waited for', async () => {
    const { port, open } = await rawOrigin(() => {});
    const { sending, heard } = roadTo(port).begin(wanted);
    await until(() => heard.calls.length === 1 && open() === 1);
    sending.abort();
    await until(() => open() === 0);
  });
});

describe('a server that is not reached', () => {
  it('gives the system’s code', async () => {
    const { port, server } = await tcpOrigin(() => {});
    server.close();
    const { calls, error } = await roadTo(port).send();
    expect([calls, error?.code]).toEqual([['error'], 'ECONNREFUSED']);
  });

  it('by a rule is forbidden, with its verdict, and nothing else is told', async () => {
    const stranger = makeCa({ name: 'Root of Nobody' });
    const { chain, key } = stranger.issue({ names: ['api.shop.test'] });
    const { port, open } = await tlsOrigin(() => {}, { cert: chain, key });
    const { calls, peer } = await roadTo(port).send({ secure: true });
    expect([calls, peer?.outcome]).toEqual([['forbidden'], 'block']);
    await until(() => open() === 0);
  });

  it('because it wants a certificate of ours is an error at once, in TLS 1.2 and 1.3', async () => {
    const { chain, key } = trustedCa().issue({ names: ['api.shop.test'] });
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const options = { cert: chain, key, maxVersion, requestCert: true, rejectUnauthorized: true };
      const { port, open } = await tlsOrigin((socket) => void socket.end(OK), options);
      expect((await roadTo(port).send({ secure: true })).calls.at(-1)).toBe('error');
      await until(() => open() === 0);
    }
  });
});
