import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { holdTunnel } from '../exchange/hold-tunnel.ts';
import { beginTunnel, type SpliceAnswers, spliceTunnel, type TunnelOf } from '../exchange/tunnel-flow.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import type { Doors } from './doors.ts';
import { endTls, type Tunnel } from './end-tls.ts';
import { firstByte } from './first-byte.ts';
import { judgeUnread } from './judge-unread.ts';
import type { Opened } from './open-tunnel.ts';
import { readSni } from './read-sni.ts';
import type { Way } from './way.ts';
import { whySealed } from './why-sealed.ts';

/** First byte of a TLS record that carries a handshake (RFC 8446, 5.1). */
const HANDSHAKE = 0x16;
/** A request line begins with a method, an upper-case token. */
const isRequestLine = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;

/** Looks at a tunnel's first byte: TLS is ended here or passed on, plain HTTP enters as it is, anything else is a TCP socket. */
export const createIntercept = (doors: Doors, server: Server, ways: WeakMap<Socket, Way>): Opened => {
  return (socket, way, of) => {
    const [limitMs, late] = isForTcpOnly(of)
      ? [SERVER_FIRST_MS, () => asTcp(doors, socket, of)]
      : [doors.limits.idleMs, () => socket.destroy()];
    firstByte(socket, limitMs, late, (byte) => {
      if (byte === null) socket.destroy();
      else if (byte === HANDSHAKE) asTls(doors, { socket, way, of }, (tls, inner) => enter(server, ways, tls, inner));
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

const asTls = (doors: Doors, tunnel: Tunnel, within: (tls: Socket, way: Way) => void): void => {
  const { socket, of } = tunnel;
  const sealed = whySealed(doors, of);
  if (sealed === null) return void endTls(doors, tunnel, within);
  readSni(socket, doors.limits.handshakeMs, (first) => {
    if (first === 'unfinished') unfinished(doors, socket, of);
    else if (first === 'no handshake') asTcp(doors, socket, of);
    else passOn(doors, socket, of, judgeUnread(of, first.sni), sealed);
  });
};

const unfinished = (doors: Doors, socket: Socket, of: TunnelOf): void => {
  socket.destroy();
  const flow = beginTunnel(doors.bus, doors.flows, of);
  flow.judged('tunnel', judgeUnread(of, undefined));
  const message = 'the client did not finish the first message of its TLS handshake';
  flow.end({ type: 'flow.failed', code: 'CLIENT_TLS', message });
};

const asTcp = (doors: Doors, socket: Socket, of: TunnelOf): void => {
  const { authority, device, policy } = of;
  const api = { candidates: ['tcp'] as const, sure: 'certain' } as const;
  const verdict = judge('tunnel', { authority, device, scheme: 'tcp', api, sni: undefined }, policy, 'tcp');
  passOn(doors, socket, { ...of, api: 'tcp' }, verdict, 'a TCP socket: its bytes are the app’s own');
};

/** The tunnel stands: whatever is refused now is broken off. */
const passOn = (doors: Doors, socket: Socket, of: TunnelOf, verdict: Verdict, why: string): void => {
  const flow = beginTunnel(doors.bus, doors.flows, of);
  flow.judged('tunnel', verdict);
  const reset = () => {
    socket.resetAndDestroy();
  };
  if (verdict.outcome === 'block') {
    flow.end({ type: 'flow.refused', cause: verdict.cause, how: 'cut' });
    return reset();
  }
  const answers: SpliceAnswers = { ready: () => {}, how: () => 'cut', refuse: reset, fail: reset };
  if (holdTunnel(flow, of, doors.devices, answers)) void spliceTunnel(socket, of, flow, doors, why, answers);
};
