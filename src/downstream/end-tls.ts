import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { beginTunnel, type TunnelOf } from '../exchange/tunnel-flow.ts';
import { parseHost } from '../rules/hosts.ts';
import type { Doors } from './doors.ts';
import { judgeUnread } from './judge-unread.ts';
import { refusesLeaf, type TlsError } from './refuses-leaf.ts';
import type { Way } from './way.ts';

/** A tunnel that the rules let be. */
export interface Tunnel {
  readonly socket: Socket;
  readonly way: Way;
  readonly of: TunnelOf;
}

/** Ends a tunnel's TLS here, and hands on the stream inside of it; whoever does not take the leaf is remembered. */
export const endTls = async (
  doors: Doors,
  tunnel: Tunnel,
  enter: (socket: Socket, way: Way) => void,
): Promise<void> => {
  const { socket, way, of } = tunnel;
  const { hostname } = of.authority;
  const wasDoubted = doors.distrust.isDoubted(of.device, hostname);
  const secureContext = await doors.contextFor(hostname).catch((error: Error) => noLeaf(doors, tunnel, error));
  if (!secureContext || socket.destroyed) return;
  const written = socket.bytesWritten;
  const tls = serverSide(doors, tunnel, secureContext);
  const state: Shaking = { error: null, finishedMs: null, isLate: false };
  const close = () => socket.destroy();
  const timer = setTimeout(() => {
    state.isLate = true;
    close();
  }, doors.limits.handshakeMs);
  // Many clients that do not trust a leaf close without an alert, and a half-open socket would wait for its own end.
  tls.once('end', close);
  // An end that came before the handshake was ours to read is told by the bare socket.
  socket.once('end', close);
  tls.on('error', (error) => {
    state.error = error;
  });
  tls.once('close', () => {
    clearTimeout(timer);
    // Before the leaf has left, there is nothing to refuse.
    const isLeafSent = socket.bytesWritten > written;
    conclude(doors, tunnel, { ...state, wasDoubted, isLeafSent, bytesRead: tls.bytesRead });
  });
  tls.once('secure', () => {
    clearTimeout(timer);
    tls.off('end', close);
    socket.off('end', close);
    state.finishedMs = performance.now();
    enter(tls, { ...way, secure: true, sni: sniOf(tls) });
  });
};

const serverSide = (doors: Doors, { socket, of }: Tunnel, secureContext: SecureContext): TLSSocket =>
  new TLSSocket(socket, {
    isServer: true,
    secureContext,
    ALPNProtocols: ['http/1.1', 'http/1.0'],
    SNICallback: (name, answer) => contextBySni(doors, name, of.authority.hostname, secureContext, answer),
  });

interface Shaking {
  error: TlsError | null;
  /** When the handshake was over; null: it is not. */
  finishedMs: number | null;
  /** Whether the gate waited no longer. */
  isLate: boolean;
}

/** What a connection had come to when it closed. */
interface Closed extends Readonly<Shaking> {
  /** Whether such doubt was there when it began. */
  readonly wasDoubted: boolean;
  readonly isLeafSent: boolean;
  readonly bytesRead: number;
}

/** How soon after the handshake a client that does not trust the leaf is gone: some look at it only then. */
const RIGHT_AFTER_MS = 1_000;

const conclude = (doors: Doors, { of }: Tunnel, closed: Closed): void => {
  const { error, finishedMs, bytesRead } = closed;
  const { device, authority } = of;
  if (bytesRead > 0) return doors.distrust.remove(device, authority.hostname);
  const refusal = refusalIn(closed);
  if (refusal !== null && doors.decrypt !== 'always') doors.distrust[refusal](device, authority.hostname);
  if (refusal === null && finishedMs !== null) return;
  const reason = error ? ` (${error.message})` : '';
  const message = `the client ended the TLS handshake${reason}: it may not trust the gate's CA`;
  const flow = beginTunnel(doors.bus, doors.flows, of);
  flow.judged('tunnel', judgeUnread(of, undefined));
  flow.end({ type: 'flow.failed', code: 'CLIENT_TLS', message });
};

/**
 * `add`: the client does not take the leaf; null: nothing says so. `doubt`: browsers open connections that they may have no
 * use for, several at once, and close them without a word. Whoever comes back after such an end, and is gone again, refuses.
 */
const refusalIn = ({ error, finishedMs, isLate, isLeafSent, wasDoubted }: Closed): 'add' | 'doubt' | null => {
  const refused = isLeafSent && !isLate ? refusesLeaf(error) : null;
  if (refused === null || finishedMs === null || refused === 'alert') return refused && 'add';
  if (performance.now() - finishedMs >= RIGHT_AFTER_MS) return null;
  return wasDoubted ? 'add' : 'doubt';
};

/** The CA has run out, or the name is one that no certificate can carry. */
const noLeaf = (doors: Doors, { socket, of }: Tunnel, { message }: Error): null => {
  socket.destroy();
  beginTunnel(doors.bus, doors.flows, of).end({ type: 'flow.failed', code: 'NO_LEAF', message });
  return null;
};

const sniOf = (tls: TLSSocket): string | null => {
  const servername: unknown = Reflect.get(tls, 'servername');
  return typeof servername === 'string' && servername !== '' ? servername.toLowerCase() : null;
};

/** A client that asks for another host than its tunnel's gets a leaf for what it asked, so that it can read why not. */
const contextBySni = (
  doors: Doors,
  name: string,
  hostname: string,
  own: SecureContext,
  answer: (error: Error | null, context?: SecureContext) => void,
): void => {
  const host = parseHost(name);
  if (host?.kind !== 'name' || host.hostname === hostname) return answer(null, own);
  doors.contextFor(host.hostname).then(
    (context) => answer(null, context),
    (error: Error) => answer(error),
  );
};
