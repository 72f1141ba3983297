import type { Socket } from 'node:net';
import type { RequestFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { slotsAtOnce } from '../rules/limits.ts';
import { narrowApi } from '../rules/narrow-api.ts';
import { failure } from '../upstream/attempt.ts';
import type { Sending } from '../upstream/forward.ts';
import { appOf } from './apps.ts';
import { Clock, type Overdue } from './clock.ts';
import { endIdle } from './end-idle.ts';
import { beginning, requestFacts } from './facts-of.ts';
import { type Ending, Flow } from './flow.ts';
import type { Inbound } from './inbound.ts';
import { judgeTunnel } from './judge-tunnel.ts';
import { onPlatform } from './on-platform.ts';
import { outboundOf } from './outbound.ts';
import { fail, howToRefuse, refuse } from './refuse.ts';
import { type Endings, Relay } from './relay.ts';
import type { Seat } from './roster.ts';
import type { Shared } from './shared.ts';
import { ownerOf, type Place } from './slots.ts';
import { watchEnd } from './watch-end.ts';

/** Carries one request through the rules to its server and back. */
export type Exchange = (inbound: Inbound) => void;

export const createExchange =
  (shared: Shared): Exchange =>
  (inbound) => {
    const app = appOf(shared.apps(), inbound.inlet.app, inbound.head.referer);
    const policy = app && onPlatform(app, shared.devices.platformOf(inbound.inlet.device));
    if (policy) new Passage(narrowed(inbound, policy), policy, shared).enter();
    else fail(inbound, shared.block, 'NO_APP', NO_APP, 403);
  };

/** The guess at the API, by the lists of the app that it turned out to be. */
const narrowed = (inbound: Inbound, policy: Policy): Inbound => {
  const api = narrowApi(inbound.head.api, inbound.authority.hostname, policy);
  return api === inbound.head.api ? inbound : { ...inbound, head: { ...inbound.head, api } };
};

const NO_APP =
  'No mini program is named: set "defaultApp", give the app a listener, or use the appid as the proxy user name.';

/** One flow on its way: each step ends the flow or calls the next. */
class Passage implements Endings, Overdue {
  readonly #inbound: Inbound;
  readonly #policy: Policy;
  readonly #shared: Shared;
  readonly #flow: Flow;
  readonly #facts: RequestFacts;
  readonly #clock: Clock;
  readonly #seat: Seat;
  #relay: Relay | null = null;
  #sending: Sending | null = null;
  /** Among what runs at once, or in the line for it; null: not yet, or no more. */
  #place: Place | null = null;
  #pinVerified = false;

  constructor(inbound: Inbound, policy: Policy, shared: Shared) {
    this.#inbound = inbound;
    this.#policy = policy;
    this.#shared = shared;
    const flow = new Flow(shared.bus, beginning(inbound, policy));
    this.#flow = flow;
    this.#facts = requestFacts(inbound);
    this.#seat = shared.flows.add(flow);
    flow.afterwards(() => this.#over());
    this.#clock = new Clock(flow, inbound.head, policy, this);
    shared.devices.meet(flow, policy.appid, inbound.head.userAgent);
  }

  enter(): void {
    const { response, upgrade } = this.#inbound;
    const left = () => {
      this.#relay?.conclude(false);
      this.#flow.end(this.#relay?.switched ? SOCKET_CLOSED : { type: 'flow.aborted', by: 'client' });
    };
    response.on('close', left);
    if (upgrade) this.#watch(upgrade.socket, left);
    if (
      this.#passes('tunnel', judgeTunnel(this.#inbound, this.#policy)) &&
      this.#passes('request', this.#judgeRequest())
    )
      this.#admit();
  }

  /** A socket that waits for its 101 is not read: its client could leave unseen. */
  #watch(socket: Socket, left: () => void): void {
    socket.once('close', left);
    watchEnd(socket, () => {
      if (this.#relay?.switched) return;
      left();
      socket.destroySoon();
    });
  }

  /** Past a limit that does not hold, a server that is stuck must not keep the flow for ever. */
  goesOn(): void {
    const { idleMs } = this.#shared;
    endIdle(this.#flow, idleMs, () => {
      if (!this.#relay?.switched) this.fail(failure('ETIMEDOUT', `nothing passed for ${idleMs} ms`));
    });
  }

  #judgeRequest(): Verdict {
    return judge('request', this.#facts, this.#policy, this.#inbound.head.api.candidates[0]);
  }

  #passes(stage: 'tunnel' | 'request' | 'admit', verdict: Verdict): boolean {
    this.#flow.judged(stage, verdict);
    if (verdict.outcome === 'block') this.refuse(verdict.cause);
    return verdict.outcome === 'pass';
  }

  #admit(): void {
    const { slots, devices } = this.#shared;
    const { head, inlet } = this.#inbound;
    const kind = head.upgrade ? 'socket' : 'request';
    const foreground = devices.isForeground(inlet.device);
    const owner = ownerOf(inlet.device, this.#policy.appid);
    const limit = slotsAtOnce(kind, this.#policy);
    const closesOldest = kind === 'socket' && this.#policy.profile.socketOverflow.value === 'close-oldest';
    if (closesOldest && foreground) slots.makeRoom(owner, kind, limit);
    const { running, waiting, room } = slots.occupancy(owner, kind);
    const facts = { kind, running, waiting, room, foreground } as const;
    const verdict = judge('admit', facts, this.#policy, head.api.candidates[0]);
    if (!this.#passes('admit', verdict)) return;
    const rule = kind === 'socket' ? 'concurrency-socket' : 'concurrency-request';
    const mayWait = verdict.passed.includes(rule);
    if (!mayWait || (running < limit && waiting === 0)) {
      this.#place = slots.take(owner, kind, closesOldest ? () => this.#close() : undefined);
      this.#send();
      return;
    }
    const since = this.#flow.elapsedMs;
    this.#place = slots.wait(owner, kind, limit, () => {
      this.#flow.waited(this.#flow.elapsedMs - since);
      this.#send();
    });
  }

  /** Another socket of the same device takes its place. */
  #close(): void {
    this.#flow.end({ type: 'flow.aborted', by: 'gate' });
    this.#inbound.upgrade?.socket.destroy();
  }

  #send(): void {
    const { inlet, authority } = this.#inbound;
    const { pins, forward } = this.#shared;
    this.#pinVerified = pins.has(inlet.device, this.#policy.appid, authority.hostname);
    const relay = new Relay(this.#inbound, this.#flow, this.#clock, this.#policy, this);
    const outbound = outboundOf(this.#inbound, this.#facts, this.#policy, this.#flow, this.#pinVerified);
    const sending = forward(outbound, relay);
    this.#relay = relay;
    relay.carry(sending);
    if (this.#flow.ended) sending.abort();
    else this.#sending = sending;
  }

  verified(): void {
    // What passed for an older verification is none: it may be that of a session that is over.
    if (this.#pinVerified) return;
    const { inlet, authority } = this.#inbound;
    this.#shared.pins.add(inlet.device, this.#policy.appid, authority.hostname);
    this.#shared.keySwaps.verified(authority.hostname);
  }

  refuse(cause: Violation): void {
    this.#relay?.conclude(false);
    // Behind a switch of protocols no answer is one any more.
    const how = this.#relay?.switched ? 'cut' : howToRefuse(this.#shared.block, this.#inbound);
    if (this.#flow.end({ type: 'flow.refused', cause, how })) refuse(this.#inbound, cause, how);
  }

  fail(error: Error): void {
    this.#relay?.conclude(false);
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UPSTREAM';
    if (this.#flow.end({ type: 'flow.failed', code, message: error.message })) {
      fail(this.#inbound, this.#shared.block, code, error.message);
    }
  }

  /** What ends with the flow, whichever way that ends. */
  #over(): void {
    this.#sending?.abort();
    this.#sending = null;
    this.#place?.release();
    this.#place = null;
    this.#seat.leave();
  }
}

const SOCKET_CLOSED: Ending = { type: 'flow.completed', status: 101, spliced: null };
