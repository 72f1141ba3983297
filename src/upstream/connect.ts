import { connect as connectTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { FindPath } from '../chain/path-finder.ts';
import type { Authority, PeerFacts } from '../model/facts.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { type Attempt, type Cancel, createAttempt, failure } from './attempt.ts';
import type { KeySwaps } from './key-swaps.ts';
import { judgeTargets, type Locating, type Sought } from './locate.ts';
import { noProtocol, type PeerQuestion, peerFacts } from './peer.ts';
import type { Target } from './resolve.ts';

/** What every connection of a gate shares; `handshakeMs` is for look-up, TCP and TLS together. */
export interface Dialling extends Locating {
  readonly context: SecureContext;
  /** By the same roots. */
  readonly findPath: FindPath;
  readonly keySwaps: Pick<KeySwaps, 'applied'>;
}

/** What is wanted of one connection. */
export interface Order extends Sought {
  /** Id of the flow that asks. */
  readonly flow: string;
  readonly secure: boolean;
  readonly pinVerified: boolean;
  /** Is told what was found on the way to a server that the network then kept from being reached. */
  readonly unreached: (stage: 'dial' | 'peer', verdict: Verdict) => void;
}

/** The server that a connection was made to. */
export interface Reached {
  readonly target: Target;
  /** What its handshake showed; null: none was made. */
  readonly facts: PeerFacts | null;
}

/** A connection that may carry requests: the verdicts say what was found on the way. */
export interface Connected {
  readonly outcome: 'connected';
  readonly socket: Duplex;
  /** null: no network was used. */
  readonly dial: Verdict | null;
  /** null: no TLS. */
  readonly peer: Verdict | null;
  /** null: no server that could be looked at again. */
  readonly reached: Reached | null;
}

/** A connection that a rule forbids. The server has seen no request byte. */
export interface Forbidden {
  readonly outcome: 'forbidden';
  readonly dial: Verdict;
  readonly peer: Verdict | null;
  /** null: none was dialled. */
  readonly reached: Reached | null;
}

/** Makes judged connections. */
export type Connect = (order: Order, cancel: Cancel) => Promise<Connected | Forbidden>;

/**
 * Resolves once, judges the address, dials that address, finishes the handshake, judges the peer, and only then hands
 * the socket over: what is connected to is what was judged. Rejects with the system's code where the network fails.
 */
export const connect = async (order: Order, dialling: Dialling, cancel: Cancel): Promise<Connected | Forbidden> => {
  const attempt = createAttempt(dialling.handshakeMs, cancel);
  try {
    const targets = await attempt.race(dialling.resolve(order.authority));
    const { dial, allowed } = judgeTargets(targets, order, dialling);
    if (dial.outcome === 'block') return { outcome: 'forbidden', dial, peer: null, reached: null };
    return await reach(allowed, order, dialling, dial, attempt).catch((reason: unknown) => {
      order.unreached('dial', dial);
      throw reason;
    });
  } finally {
    attempt.done();
  }
};

const reach = async (
  allowed: readonly Target[],
  order: Order,
  dialling: Dialling,
  dial: Verdict,
  attempt: Attempt,
): Promise<Connected | Forbidden> => {
  const { socket, target } = await dialFirst(allowed, attempt);
  if (!order.secure) return { outcome: 'connected', socket, dial, peer: null, reached: { target, facts: null } };
  const { facts, ...made } = await secure(socket, order, dialling, dial, attempt);
  return { ...made, reached: { target, facts } };
};

const dialFirst = async (
  targets: readonly Target[],
  attempt: Attempt,
): Promise<{ readonly socket: Socket; readonly target: Target }> => {
  let last: unknown = failure('ENOTFOUND', 'no address may be dialled');
  for (const target of targets) {
    const limitMs = target === targets.at(-1) ? Number.POSITIVE_INFINITY : NEXT_ADDRESS_MS;
    try {
      return { socket: await attempt.race(dialOne(target, limitMs, attempt)), target };
    } catch (error) {
      last = error;
    }
  }
  throw last;
};

/** How long an address that does not answer holds up the next one. */
const NEXT_ADDRESS_MS = 2_000;
/** How long a connection is silent before TCP asks whether the server is there: a WebSocket has no other clock. */
const PROBE_MS = 60_000;

/** Rejects with the system's code. */
export const dialOne = ({ address, port }: Target, limitMs: number, attempt: Attempt): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectTcp({ host: address, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_MS });
    attempt.own(socket);
    if (Number.isFinite(limitMs)) {
      socket.setTimeout(limitMs, () => socket.destroy(failure('ETIMEDOUT', `${address} does not answer`)));
    }
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      socket.off('error', reject);
      resolve(socket);
    });
  });

const secure = async (socket: Socket, order: Order, dialling: Dialling, dial: Verdict, attempt: Attempt) => {
  const question = { ...order, at: Date.now() };
  const handshake = await attempt.race(shake(socket, order.authority, dialling.context, attempt));
  const shown = handshake ? peerFacts(handshake, facing(question), dialling.findPath) : noProtocol(facing(question));
  const facts = dialling.keySwaps.applied(shown);
  if (handshake && facts.chain.length === 0) {
    handshake.destroy();
    throw failure('EPROTO', 'the server showed no certificate');
  }
  const peer = judge('peer', facts, order.policy, order.api);
  if (handshake && peer.outcome === 'pass')
    return { outcome: 'connected' as const, socket: handshake, dial, peer, facts };
  (handshake ?? socket).destroy();
  if (peer.outcome === 'pass') {
    order.unreached('peer', peer);
    throw failure('EPROTO', 'the server agreed to no version of TLS');
  }
  return { outcome: 'forbidden' as const, dial, peer, facts };
};

const facing = ({ authority, device, pinVerified, at }: PeerQuestion): PeerQuestion => ({
  authority,
  device,
  pinVerified,
  at,
});

/** Errors of a handshake that failed because no TLS version suits both sides. */
const NO_VERSION = /protocol[_ ]version|unsupported[_ ]protocol|version[_ ]too[_ ]low|inappropriate[_ ]fallback/i;

/** null: no version of TLS suits both sides. Rejects with the system's code, or OpenSSL's. */
export const shake = (
  socket: Socket,
  { hostname, kind }: Authority,
  secureContext: SecureContext,
  attempt: Attempt,
): Promise<TLSSocket | null> =>
  new Promise((resolve, reject) => {
    const tls = connectTls({
      socket,
      secureContext,
      ...(kind === 'name' ? { servername: hostname } : {}),
      ALPNProtocols: ['http/1.1'],
      // The chain, the name and the pin are facts for the rules: they judge the finished handshake before the socket is
      // handed over. checkServerIdentity is no place for that, for Node leaves it out on resumed sessions.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    attempt.own(tls);
    const early = (error: Error & { code?: string }) =>
      NO_VERSION.test(`${error.code} ${error.message}`) ? resolve(null) : reject(error);
    const closed = () => reject(failure('ECONNRESET', 'the server closed the connection in the TLS handshake'));
    tls.once('error', early);
    tls.once('close', closed);
    tls.once('secureConnect', () => {
      tls.off('error', early);
      tls.off('close', closed);
      resolve(tls);
    });
  });
