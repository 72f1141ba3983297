import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { holdTunnel } from '../exchange/hold-tunnel.ts';
import { beginTunnel, type SpliceAnswers, spliceTunnel, type TunnelOf } from '../exchange/tunnel-flow.ts';
import type { Verdict } from '../model/verdict.ts';
import { parseHost } from '../rules/hosts.ts';
import { judge } from '../rules/judge.ts';
import { UNREAD } from '../rules/unsure-apis.ts';
import type { Doors } from './doors.ts';
import { firstByte } from './first-byte.ts';
import type { Opened } from './open-tunnel.ts';
import type { Way } from './way.ts';

/** First byte of a TLS record that carries a handshake (RFC 8446, 5.1). */
const HANDSHAKE = 0x16;
/** A request line begins with a method, an upper-case token. */
const isRequestLine = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;

/** Looks at a tunnel's first byte: TLS is ended here, plain HTTP enters as it is, anything else is a TCP socket. */
export const createIntercept = (doors: Doors, server: Server, ways: WeakMap<Socket, Way>): Opened => {
  return (socket, way, of) => {
    const [limitMs, late] = isForTcpOnly(of)
      ? [SERVER_FIRST_MS, () => asTcp(doors, socket, of)]
      : [doors.limits.idleMs, () => socket.destroy()];
    firstByte(socket, limitMs, late, (byte) => {
      if (byte === null) socket.destroy();
      else if (byte === HANDSHAKE) void endTls(doors, server, ways, { socket, way, of });
      else if (isRequestLine(byte)) enter(server, ways, socket, way);
      else asTcp(doors, socket, of);
    });
  };
};

/** How long a TCP socket's server may wait for its client to speak: many servers greet first. */
const SERVER_FIRST_MS = 300;

/** Whether nothing but TCP sockets has reason to go there, so that a client's silence tells what it is. */
const isForTcpOnly = ({ authority: { hostname }, policy: { lists } }: TunnelOf): boolean =>
  lists.tcp.has(hostname) &&
  ![lists.request, lists.uploadFile, lists.downloadFile, lists.connectSocket].some((list) => list.has(hostname));

const enter = (server: Server, ways: WeakMap<Socket, Way>, socket: Socket, way: Way): void => {
  ways.set(socket, way);
  server.emit('connection', socket);
};

interface Tunnel {
  readonly socket: Socket;
  readonly way: Way;
  readonly of: TunnelOf;
}

const endTls = async (doors: Doors, server: Server, ways: WeakMap<Socket, Way>, tunnel: Tunnel): Promise<void> => {
  const { socket, way, of } = tunnel;
  const { hostname } = of.authority;
  const secureContext = await doors.contextFor(hostname).catch((error: Error) => noLeaf(doors, tunnel, error));
  if (!secureContext || socket.destroyed) return;
  const tls = new TLSSocket(socket, {
    isServer: true,
    secureContext,
    ALPNProtocols: ['http/1.1', 'http/1.0'],
    SNICallback: (name, answer) => contextBySni(doors, name, hostname, secureContext, answer),
  });
  const close = () => socket.destroy();
  const timer = setTimeout(close, doors.limits.handshakeMs);
  // Many clients that do not trust a leaf close without an alert, and a half-open socket would wait for its own end.
  tls.once('end', close);
  // An end that came before the handshake was ours to read is told by the bare socket.
  socket.once('end', close);
  let reason = '';
  tls.on('error', (error) => {
    reason = error.message;
  });
  const ended = () => {
    clearTimeout(timer);
    const message = `the client ended the TLS handshake${reason && ` (${reason})`}: it may not trust the gate's CA`;
    const flow = beginTunnel(doors.bus, doors.flows, of);
    flow.judged('tunnel', asUnread(of));
    flow.end({ type: 'flow.failed', code: 'CLIENT_TLS', message });
  };
  tls.once('close', ended);
  tls.once('secure', () => {
    clearTimeout(timer);
    tls.off('end', close);
    socket.off('end', close);
    tls.off('close', ended);
    enter(server, ways, tls, { ...way, secure: true, sni: sniOf(tls) });
  });
};

/** What the rules said of it when it was asked for: the only answer that they will give. */
const asUnread = ({ authority, device, policy, api }: TunnelOf): Verdict =>
  judge('tunnel', { authority, device, scheme: null, api: UNREAD, sni: undefined }, policy, api);

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

const asTcp = (doors: Doors, socket: Socket, of: TunnelOf): void => {
  const { authority, device, policy } = of;
  const api = { candidates: ['tcp'] as const, sure: 'certain' } as const;
  const verdict = judge('tunnel', { authority, device, scheme: 'tcp', api, sni: undefined }, policy, 'tcp');
  const its = { ...of, api: 'tcp' } as const;
  const flow = beginTunnel(doors.bus, doors.flows, its);
  flow.judged('tunnel', verdict);
  const reset = () => {
    socket.resetAndDestroy();
  };
  if (verdict.outcome === 'block') {
    flow.end({ type: 'flow.refused', cause: verdict.cause, how: 'cut' });
    return reset();
  }
  const answers: SpliceAnswers = { ready: () => {}, how: () => 'cut', refuse: reset, fail: reset };
  if (!holdTunnel(flow, its, doors.devices, answers)) return;
  void spliceTunnel(socket, its, flow, doors, 'a TCP socket: its bytes are the app’s own', answers);
};
