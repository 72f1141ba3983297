import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Authority } from '../model/facts.ts';
import { GATE_HOST, GATE_PORTS } from '../onboarding/gate-host.ts';
import type { Doors } from './doors.ts';
import { firstByte } from './first-byte.ts';
import type { Way } from './way.ts';

/** First byte of a TLS record that carries a handshake (RFC 8446, 5.1). */
const HANDSHAKE = 0x16;

/** What a client is told, in its own protocol. */
export interface GateAnswers {
  readonly ready: () => void;
  readonly refuse: (failure: string, message: string) => void;
}

/** Whether a tunnel is for the gate itself; if so it is answered. */
export type GateTunnel = (socket: Socket, way: Way, authority: Authority, answers: GateAnswers) => boolean;

/** A tunnel to the gate's own name ends here: no connection is made, no rule is asked, and it is no flow of an app. */
export const createGateTunnel =
  (doors: Doors, server: Server, ways: WeakMap<Socket, Way>): GateTunnel =>
  (socket, way, authority, { ready, refuse }) => {
    if (authority.hostname !== GATE_HOST) return false;
    if (!GATE_PORTS.has(authority.port)) {
      refuse('NO_SUCH_PORT', noSuchPort(authority.port));
      return true;
    }
    ready();
    const enter = (stream: Socket, secure: boolean) => {
      ways.set(stream, { ...way, authority, secure, judged: new Map() });
      server.emit('connection', stream);
    };
    const close = () => socket.destroy();
    firstByte(socket, doors.limits.idleMs, close, (byte) => {
      if (byte === null) close();
      else if (byte === HANDSHAKE) void endTls(doors, socket, (tls) => enter(tls, true));
      else enter(socket, false);
    });
    return true;
  };

/** Said wherever a client asks for another. */
export const noSuchPort = (port: number): string =>
  `${GATE_HOST} is this gate itself and answers on ports 80 and 443, not on ${port}`;

const endTls = async (doors: Doors, socket: Socket, ended: (tls: TLSSocket) => void): Promise<void> => {
  const secureContext = await doors.contextFor(GATE_HOST).catch((): SecureContext | null => null);
  if (!secureContext) return void socket.destroy();
  if (socket.destroyed) return;
  const tls = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1', 'http/1.0'] });
  const close = () => socket.destroy();
  const timer = setTimeout(close, doors.limits.handshakeMs);
  // A client that does not trust the leaf often closes without an alert.
  tls.once('end', close);
  socket.once('end', close);
  tls.on('error', close);
  tls.once('close', () => clearTimeout(timer));
  tls.once('secure', () => {
    clearTimeout(timer);
    tls.off('end', close);
    socket.off('end', close);
    ended(tls);
  });
};
