import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { isLoopback } from '../config/is-loopback.ts';
import { parseHost } from '../rules/hosts.ts';

/** Which connections are in the clear, and what the others are shown. */
export interface OuterTls {
  /** A leaf of the own CA for a name or an address. */
  readonly contextFor: (host: string) => Promise<SecureContext>;
  /** Names besides `localhost` that a client may ask for. */
  readonly names: readonly string[];
  /** Whether the address of this machine that was reached is in the clear; by default loopback alone. */
  readonly isPlain?: (address: string) => boolean;
}

/** Milliseconds. */
const HANDSHAKE_MS = 10_000;

const canonical = (address = ''): string => parseHost(address)?.hostname ?? address;

/** `done` gets the stream inside once the handshake is over; the socket is closed where it fails. */
const endTls = async (socket: Socket, { contextFor, names }: OuterTls, done: (tls: TLSSocket) => void) => {
  const secureContext = await contextFor(canonical(socket.localAddress));
  if (socket.destroyed) return;
  const known = new Set(['localhost', ...names]);
  const tls = new TLSSocket(socket, {
    isServer: true,
    secureContext,
    ALPNProtocols: ['http/1.1'],
    SNICallback: (asked, answer) => {
      const name = asked.toLowerCase();
      // Any other name gets the leaf of the address: a client must not have leaves minted without end.
      if (!known.has(name)) return answer(null, secureContext);
      contextFor(name).then((context) => answer(null, context), answer);
    },
  });
  const close = () => socket.destroy();
  tls.once('end', close).on('error', close);
  tls.once('secure', () => {
    tls.off('end', close);
    done(tls);
  });
};

/**
 * Has a server speak HTTP on loopback, and TLS on every other address of this machine. Gives what ends the handshakes that
 * are under way.
 */
export const outerTls = (server: Server, options: OuterTls): (() => void) => {
  const { isPlain = isLoopback } = options;
  const shaking = new Set<Socket>();
  const readers = server.listeners('connection');
  const asHttp = (socket: Socket): void => {
    for (const reader of readers) Reflect.apply(reader, server, [socket]);
  };
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (isPlain(canonical(socket.localAddress))) return asHttp(socket);
    shaking.add(socket);
    const close = () => socket.destroy();
    const late = setTimeout(close, HANDSHAKE_MS);
    const over = () => {
      clearTimeout(late);
      shaking.delete(socket);
    };
    socket.on('error', close).once('close', over);
    const done = (tls: TLSSocket) => {
      over();
      asHttp(tls);
    };
    endTls(socket, options, done).catch(close);
  });
  return () => {
    for (const socket of shaking) socket.destroy();
  };
};
