/** What phones send, in the words of the table. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect as connectTls, type SecureContextOptions } from 'node:tls';
import type { AskOptions } from '../../support/client.ts';
import { tunnel } from '../../support/client.ts';
import { clientHello } from '../../support/client-hello.ts';
import type { TestCertificate } from '../../support/pki.ts';
import type { Scene } from './scene.ts';
import { inFile, type Setup, trial } from './trial.ts';

export const API = 'https://api.shop.test/';

/** One request. */
export const got = (url: string, setup: Setup = {}, options: AskOptions = {}) =>
  trial(({ get }) => get(url, options), setup);

/** One request with no header but Host and those given. */
export const bare = (url: string, setup: Setup = {}, options: AskOptions = {}) =>
  trial((scene) => scene.bare(url, options), setup);

/** A gate that nobody uses. */
export const silence = inFile({});

/** Nothing but a datagram to a listed host. */
export const datagram = trial(({ datagram: send }) => send('udp.shop.test:5000'));

/** Nothing but a tunnel that is refused before anything else is asked. */
export const refused = got('https://elsewhere.test/');

/** Nothing but a WebSocket. */
export const chat = trial(async ({ socket }) => (await socket('wss://ws.shop.test/'))?.close());

const spliced = async ({ world }: Scene, target: string, bytes: Buffer): Promise<void> => {
  const socket = await tunnel(world, target);
  socket.resume().end(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
};

/** A client's first message of TLS, in a tunnel to a host of the app. */
export const greeted = (scene: Scene): Promise<void> =>
  spliced(scene, 'api.shop.test:443', clientHello('api.shop.test'));

/** The same where nothing is decrypted. */
export const undecrypted = trial(greeted, { gate: { decrypt: 'never' } });

/** A tunnel to a host of the bypass list. */
export const bypassed = trial((scene) => spliced(scene, 'bypassed.test:443', Buffer.alloc(1)));

/** A client that does not trust the gate's CA. */
export const distrusting = trial(async ({ world }) => {
  const tls = connectTls({ socket: await tunnel(world, 'api.shop.test:443'), servername: 'api.shop.test' });
  tls.on('error', () => {});
  await new Promise((resolve) => tls.once('close', resolve));
});

/** A server with this certificate. */
export const served = ({ chain, key }: TestCertificate): SecureContextOptions => ({ cert: chain, key });

/** A server that answers everything with these headers and bytes. */
export const answering = (headers: Readonly<Record<string, string>>, body: string | Buffer, status = 200): Setup => ({
  listener: (_: IncomingMessage, response: ServerResponse) => void response.writeHead(status, headers).end(body),
});

/** A server whose answer breaks off behind these bytes; the head has told of more. */
export const breakingOff = (bytes: string): Setup => ({
  listener: (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '50' });
    response.flushHeaders();
    response.write(bytes, () => response.destroy());
  },
});
