import type { Verdict, Violation } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import type { Devices } from './devices.ts';
import type { Flow } from './flow.ts';
import { Grace } from './grace.ts';
import type { SpliceAnswers, TunnelOf } from './tunnel-flow.ts';

/**
 * Holds a tunnel whose bytes are an app's own, and are passed unread, to the rules of the background: whether it may
 * begin, and from then on until it ends. false: it was refused.
 */
export const holdTunnel = (flow: Flow, of: TunnelOf, devices: Devices, answers: SpliceAnswers): boolean => {
  const { device, policy, api } = of;
  const refuse = (cause: Violation): void => {
    if (flow.end({ type: 'flow.refused', cause, how: answers.how() })) answers.refuse(cause);
  };
  flow.ground = new Grace(flow, policy.profile.backgroundGraceMs.value, (backgroundMs) => {
    const clock = { api: { candidates: [api], sure: 'unknown' }, elapsedMs: null, perCallMs: null } as const;
    act(flow, 'clock', judge('clock', { ...clock, backgroundMs }, policy, api), refuse);
  });
  devices.meet(flow, policy.appid);
  const admit = { kind: 'tunnel', running: 0, waiting: 0, room: true } as const;
  act(flow, 'admit', judge('admit', { ...admit, foreground: devices.isForeground(device) }, policy, api), refuse);
  return !flow.ended;
};

/** Findings only are told: the other rules of these stages are about bytes that nobody has read. */
const act = (flow: Flow, stage: 'admit' | 'clock', verdict: Verdict, refuse: (cause: Violation) => void): void => {
  if (verdict.violations.length > 0) flow.judged(stage, verdict);
  if (verdict.outcome === 'block') refuse(verdict.cause);
};
