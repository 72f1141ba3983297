import type { Flow } from '../../exchange/flow.ts';
import { holdTunnel } from '../../exchange/hold-tunnel.ts';
import { beginTunnel, type SpliceAnswers, type TunnelOf } from '../../exchange/tunnel-flow.ts';
import type { Authority, Host } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { parseHost } from '../../rules/hosts.ts';
import type { Doors } from '../doors.ts';
import { judgeAll } from '../judge-all.ts';
import { Destination } from './destination.ts';

const UDP = { candidates: ['udp'], sure: 'certain' } as const;
const OWN = 'UDP: its datagrams are the app’s own';
const BYPASSED = 'bypassed: the host is on the bypass list';

/** A sender of datagrams hears nothing of them. */
const UNTOLD: SpliceAnswers = { ready: () => {}, how: () => 'cut', refuse: () => {}, fail: () => {} };

/** Whose datagrams they are. */
export interface Sender {
  readonly device: string;
  /** Whose rules may hold. */
  readonly policies: readonly [Policy, ...Policy[]];
}

/** Where the datagrams to a destination may go. */
export type Led = (destination: Destination, to: Host, port: number) => void;

/** Begins a flow, judges it, looks its host up once and judges the address; calls `led` if datagrams may go there. */
export const openDestination = (doors: Doors, { device, policies }: Sender, authority: Authority, led: Led) => {
  const [first, ...others] = policies;
  const isBypassed = doors.decrypt !== 'always' && doors.bypassed(authority.hostname, policies);
  const facts = { authority, device, scheme: 'udp', api: UDP, sni: undefined } as const;
  const { policy, verdict } = isBypassed ? { policy: first, verdict: null } : judgeAll(facts, 'udp', first, others);
  const of: TunnelOf = { device, authority, policy, api: 'udp' };
  const flow = beginTunnel(doors.bus, doors.flows, of);
  const destination = new Destination(authority, flow, isBypassed ? BYPASSED : OWN);
  if (verdict) flow.judged('tunnel', verdict);
  if (verdict?.outcome === 'block') flow.end({ type: 'flow.refused', cause: verdict.cause, how: 'cut' });
  else if (!verdict || holdTunnel(flow, of, doors.devices, UNTOLD)) void find(doors, of, destination, led);
  return destination;
};

const find = async (doors: Doors, of: TunnelOf, destination: Destination, led: Led): Promise<void> => {
  const { flow } = destination;
  const onCancel = (stop: (reason: Error) => void) => flow.afterwards(() => stop(new Error('the flow has ended')));
  try {
    const { dial, allowed } = await doors.locate(of, { onCancel });
    flow.judged('dial', dial);
    if (dial.outcome === 'block') return void flow.end({ type: 'flow.refused', cause: dial.cause, how: 'cut' });
    const [target] = allowed;
    const to = target ? parseHost(target.address) : null;
    if (target && to && !flow.ended) led(destination, to, target.port);
  } catch (error) {
    failed(flow, error);
  }
};

/** Ends the flow by a failure of the network. */
export const failed = (flow: Flow, error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UPSTREAM';
  flow.end({ type: 'flow.failed', code, message });
};
