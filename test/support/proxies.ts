/** Real proxies on loopback, for the gate to stand behind. */
import { type createServer as createHttp, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { createServer as createHttps } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { httpOrigin, httpsOrigin, type Origin, tcpOrigin } from './origin.ts';
import { take } from './socks.ts';

export interface ProxyOptions {
  /** Place as it is asked for → port on 127.0.0.1. */
  readonly leads: Readonly<Record<string, number>>;
  /** `user:password` that it wants. */
  readonly login?: string;
}

/** A proxy, and what it was asked for: places, and URLs of requests that it reads. */
export interface Proxy {
  readonly port: number;
  readonly asked: string[];
}

/** Makes tunnels and passes plain requests on; 407 for another login, 403 for a place that it does not know. */
export const httpProxy = async (options: ProxyOptions): Promise<Proxy> =>
  tunnelling(await httpOrigin(() => {}), options);

/** The same behind TLS, by a certificate that the test root vouches for. */
export const httpsProxy = async (options: ProxyOptions, tls?: Parameters<typeof httpsOrigin>[1]): Promise<Proxy> =>
  tunnelling(await httpsOrigin(() => {}, tls), options);

type HttpServer = ReturnType<typeof createHttp> | ReturnType<typeof createHttps>;

const tunnelling = ({ server, port }: Origin<HttpServer>, { leads, login }: ProxyOptions): Proxy => {
  const asked: string[] = [];
  const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    asked.push(incoming.url ?? '');
    const { hostname, port: to, pathname } = new URL(incoming.url ?? '');
    const { 'proxy-authorization': given, ...headers } = incoming.headers;
    const lead = leads[`${hostname}:${to || 80}`];
    if (given !== wanted) return void response.writeHead(407).end();
    if (lead === undefined) return void response.writeHead(403).end();
    const onward = request({ host: '127.0.0.1', port: lead, path: pathname, method: incoming.method, headers });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });
  server.on('connect', ({ url = '', headers }, socket: Duplex) => {
    asked.push(url);
    socket.on('error', () => {});
    const to = leads[url];
    if (headers['proxy-authorization'] !== wanted) return void socket.end('HTTP/1.1 407 Login Wanted\r\n\r\n');
    if (to === undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    join(socket, to, () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  });
  return { port, asked };
};

const join = (client: Duplex, port: number, ready: () => void): void => {
  const server = connect({ host: '127.0.0.1', port }, () => {
    ready();
    client.pipe(server).pipe(client);
  });
  server.on('error', () => client.destroy());
  client.once('close', () => server.destroy());
};

/** Of SOCKS5: CONNECT to addresses alone; reply 2 for a place that it does not know. */
export const socksProxy = async (options: ProxyOptions): Promise<Proxy> => {
  const asked: string[] = [];
  const { port } = await tcpOrigin((socket) => void serveSocks(socket, options, asked));
  return { port, asked };
};

const serveSocks = async (socket: Socket, { leads, login }: ProxyOptions, asked: string[]): Promise<void> => {
  const [, count = 0] = await take(socket, 2);
  const methods = await take(socket, count);
  const method = login === undefined ? 0 : 2;
  if (!methods.includes(method)) return void socket.end(Buffer.from([5, 0xff]));
  socket.write(Buffer.from([5, method]));
  if (login !== undefined) {
    const user = await field(socket, 1);
    const isRight = `${user}:${await field(socket, 0)}` === login;
    socket.write(Buffer.from([1, isRight ? 0 : 1]));
    if (!isRight) return;
  }
  const head = await take(socket, 4);
  const address = await take(socket, head[3] === 4 ? 16 : 4);
  const place = `${[...address].join('.')}:${(await take(socket, 2)).readUInt16BE()}`;
  asked.push(place);
  const to = leads[place];
  const reply = (code: number) => socket.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));
  if (to === undefined) reply(2);
  else join(socket, to, () => reply(0));
};

const field = async (socket: Socket, before: number): Promise<string> => {
  const head = await take(socket, before + 1);
  return String(await take(socket, head[before] ?? 0));
};
