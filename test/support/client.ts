/** A plain client of the gate, for what library clients hide: raw answers to CONNECT, raw bytes, source addresses. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { World } from './world.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
  /** Proxy user, and its password; none: an empty one. */
  readonly user?: string;
  readonly password?: string;
  /** The device's address. */
  readonly from?: string;
  readonly servername?: string;
  /** An open tunnel to use again. */
  readonly over?: Socket;
  readonly signal?: AbortSignal;
}

/** What the gate answered to CONNECT when it was no 200. */
export class Refused extends Error {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  constructor(status: number, head: string, body: string) {
    super(`CONNECT: ${status} ${body}`);
    this.status = status;
    this.head = head;
    this.body = body;
  }
}

/** A TCP connection to the gate. */
export const dial = async ({ port }: Pick<World, 'port'>, from?: string): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true, ...(from ? { localAddress: from } : {}) });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};

/** What names a proxy user. */
export const basic = ({ user = '', password = '' }: Pick<AskOptions, 'user' | 'password'>): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** A tunnel, nothing in it yet. Throws Refused. */
export const tunnel = async (world: Pick<World, 'port'>, target: string, options: AskOptions = {}): Promise<Socket> => {
  const socket = await dial(world, options.from);
  const user = options.user ? `Proxy-Authorization: ${basic(options)}\r\n` : '';
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${user}\r\n`);
  let text = '';
  for (;;) {
    const [chunk] = (await Promise.race([once(socket, 'data'), once(socket, 'end').then(() => [null])])) as [
      Buffer | null,
    ];
    if (chunk === null) break;
    text += chunk.toString('latin1');
    if (text.startsWith('HTTP/1.1 200') && text.includes('\r\n\r\n')) return socket;
    // The gate may leave the connection open for another try.
    const [, length, body = ''] = /^content-length: (\d+)\r.*?\r\n\r\n(.*)/ims.exec(text) ?? [];
    if (Number(length) === body.length) break;
  }
  socket.destroy();
  const [head = '', body = ''] = text.split('\r\n\r\n');
  throw new Refused(Number(head.slice(9, 12)), head, body);
};

/** TLS inside a tunnel, judged by the gate's CA. */
export const secureTunnel = async (world: World, target: string, options: AskOptions = {}): Promise<TLSSocket> => {
  const socket = await tunnel(world, target, options);
  const servername = options.servername ?? target.replace(/:\d+$/, '');
  const tls = connectTls({ socket, ca: world.ca, servername, ALPNProtocols: ['http/1.1'] });
  await once(tls, 'secureConnect');
  tls.on('error', () => {});
  return tls;
};

const read = async (response: IncomingMessage): Promise<Answer> => {
  let body = '';
  response.setEncoding('utf8');
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode ?? 0, headers: response.headers, rawHeaders: response.rawHeaders, body };
};

/** One request through the gate: a tunnel for https, the absolute form for http. */
export const ask = async (world: World, url: string, options: AskOptions = {}): Promise<Answer> => {
  const { protocol, hostname, port, pathname, search, host } = new URL(url);
  const isSecure = protocol === 'https:';
  const over =
    options.over ??
    (isSecure ? await secureTunnel(world, `${hostname}:${port || 443}`, options) : await dial(world, options.from));
  const user = !isSecure && options.user ? { 'proxy-authorization': basic(options) } : {};
  const request = httpRequest({
    createConnection: () => over,
    method: options.method ?? 'GET',
    path: isSecure ? `${pathname}${search}` : url,
    headers: { host, ...user, ...options.headers },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  // What breaks after the answer has begun is told by the answer.
  request.on('error', () => {});
  request.end(options.body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return read(response);
};

/** Sends raw bytes and collects what comes until the connection ends. */
export const exchangeRaw = async (socket: Socket, bytes: string | Buffer): Promise<string> => {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.once('end', () => socket.end());
  socket.write(bytes);
  await closed;
  return text;
};
