import type { Duplex } from 'node:stream';
import type { Bus } from '../model/event.ts';
import type { Api, Authority } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import type { Cancel } from '../upstream/attempt.ts';
import type { Connect, Connected, Order, Reached } from '../upstream/connect.ts';
import { Flow } from './flow.ts';
import type { Roster } from './roster.ts';
import { splice } from './splice.ts';

/** A tunnel that is a flow of its own: refused, spliced, UDP, or ended before it carried a request. */
export interface TunnelOf {
  readonly device: string;
  readonly authority: Authority;
  readonly policy: Policy;
  readonly api: Api;
  /** `Via` of the client, if it asked with one. */
  readonly via?: string;
  /** Of the request in absolute form that asked for it; left out: CONNECT, or datagrams. */
  readonly method?: string;
}

export const beginTunnel = (bus: Bus, flows: Roster<Flow>, of: TunnelOf): Flow => {
  const { device, authority, policy, api, method = api === 'udp' ? 'UDP' : 'CONNECT' } = of;
  const flow = new Flow(bus, {
    kind: 'tunnel',
    device,
    appid: policy.appid,
    profile: policy.profile.name,
    version: policy.version,
    method,
    url: `${authority.kind === 'ipv6' ? `[${authority.hostname}]` : authority.hostname}:${authority.port}`,
    host: authority.hostname,
    port: authority.port,
    api,
    sure: api === 'tcp' || api === 'udp' ? 'certain' : 'unknown',
  });
  const seat = flows.add(flow);
  flow.afterwards(() => seat.leave());
  return flow;
};

/** What the client is told while the way is made. */
export interface SpliceAnswers {
  readonly ready: () => void;
  /** How `refuse` would say it now. */
  readonly how: () => 'connect' | 'cut';
  readonly refuse: (cause: Violation) => void;
  readonly fail: (code: string, message: string) => void;
}

/** The way of unread bytes to their server. */
export interface Passage {
  readonly connect: Connect;
  /** Has the server looked at besides, in the background: its bytes are TLS. */
  readonly look: (order: Order, reached: Reached) => void;
}

/** Passes a tunnel's bytes through unread, to the address that was judged. `why` goes into the report. */
export const spliceTunnel = async (
  client: Duplex,
  of: TunnelOf,
  flow: Flow,
  { connect, look }: Passage,
  why: string,
  answers: SpliceAnswers,
): Promise<void> => {
  const { authority, device, policy, api, via = '' } = of;
  const left = () => flow.end({ type: 'flow.aborted', by: 'client' });
  client.once('close', left);
  const cancel: Cancel = {
    onCancel: (stop) => flow.afterwards(() => stop(new Error('the flow has ended'))),
  };
  try {
    const unreached: Order['unreached'] = (stage, verdict) => flow.judged(stage, verdict);
    const sought = { authority, device, policy, api, via };
    const its = { flow: flow.id, secure: false, readable: false, pinVerified: false };
    const order: Order = { ...sought, ...its, unreached };
    const made = await connect(order, cancel);
    if (made.dial) flow.judged('dial', made.dial);
    if (made.outcome === 'forbidden') refuseDial(flow, made.dial, answers);
    else if (flow.ended) made.socket.destroy();
    else {
      client.off('close', left);
      onTls(client, made, (reached) => look(order, reached));
      join(client, made.socket, flow, why, answers);
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UPSTREAM';
    if (flow.end({ type: 'flow.failed', code, message })) answers.fail(code, message);
  }
};

/** First byte of a TLS record that carries a handshake (RFC 8446, 5.1). */
const HANDSHAKE = 0x16;

/** `act` is called once, if the client's first bytes are those of TLS. */
const onTls = (client: Duplex, { reached }: Connected, act: (reached: Reached) => void): void => {
  client.once('data', (chunk: Buffer) => {
    if (reached && chunk[0] === HANDSHAKE) act(reached);
  });
};

const refuseDial = (flow: Flow, dial: Verdict, answers: SpliceAnswers): void => {
  if (dial.outcome !== 'block') return;
  if (flow.end({ type: 'flow.refused', cause: dial.cause, how: answers.how() })) answers.refuse(dial.cause);
};

const join = (client: Duplex, server: Duplex, flow: Flow, why: string, answers: SpliceAnswers): void => {
  answers.ready();
  const over = () => flow.end({ type: 'flow.completed', status: 0, spliced: why });
  splice({ client, server, meter: flow, halfOpen: true, over });
};
