/** Sessions as a gate records them, and apps under another platform, without a gate. */
import { appSchema } from '../../../src/config/app-schema.ts';
import { appUnder } from '../../../src/config/app-under.ts';
import type { Flow } from '../../../src/events/flows.ts';
import { sessionBegan } from '../../../src/events/session-began.ts';
import type { FlowBegan, FlowEvent, SessionBegan } from '../../../src/model/event.ts';
import type { Policy, Profile } from '../../../src/model/policy.ts';
import { profiles } from '../../../src/profiles/index.ts';
import type { Ground } from '../../../src/reports/against/carry/carry.ts';
import { requestAgain, tunnelAgain } from '../../../src/reports/against/facts-again.ts';
import type { Under } from '../../../src/reports/against/under.ts';
import { judge } from '../../../src/rules/judge.ts';
import { began, completed, flowOf, judged, refused } from '../../events/made.ts';

export const APPID = 'wx0123456789abcdef';
export const LAN_DEVICE = '192.168.1.20';

/** As an app file may have it. */
export const shop = {
  appid: APPID,
  name: 'Shop',
  domains: {
    request: ['https://api.shop.test'],
    uploadFile: ['https://up.shop.test'],
    downloadFile: ['https://cdn.shop.test'],
    connectSocket: ['wss://ws.shop.test'],
  },
};

export const profileOf = (name: string): Profile => {
  const profile = profiles.get(name);
  if (!profile) throw new Error(`There is no profile ${name}.`);
  return profile;
};

/** A built-in platform with some values of its own. */
export const like = (name: string, changes: Partial<Profile>): Profile => ({ ...profileOf(name), ...changes });

const named = (profile: string | Profile): Profile => (typeof profile === 'string' ? profileOf(profile) : profile);

export const policyUnder = (profile: string | Profile, app: object = {}): Policy => {
  const compiled = appUnder({ ...shop, ...app }, named(profile));
  if (!compiled) throw new Error('these are no settings of an app');
  return compiled.policy;
};

/** `was`: the platform of the session; null: not known. */
export const underOf = (profile: string | Profile, was: string | Profile | null, app: object = {}): Under => {
  const policy = policyUnder(profile, app);
  return { policy, was: was === null ? null : named(was), config: policy.configVerdict, entries: [] };
};

export const groundOf = (flow: Flow, under: Under, waitsLonger = false): Ground => ({ flow, under, waitsLonger });

/** The first line of a session of this app. */
export const sessionUnder = (profile: string, app: object = {}): SessionBegan => {
  const settings = appSchema.parse({ ...shop, profile, ...app });
  const policy = policyUnder(profile, app);
  const file = { path: '/work/shop.json', places: {}, settings };
  return sessionBegan(
    'session.began',
    { apps: new Map([[APPID, policy]]), files: new Map([[APPID, file]]) },
    1_700_000_000_000,
  );
};

export type Call = Partial<FlowBegan> & { readonly flow: string };

/** What a gate with this policy tells of a call: judged up to the first stage that blocks it. */
export const play = (policy: Policy, call: Call): readonly FlowEvent[] => {
  const start = began(call.flow, { device: LAN_DEVICE, profile: policy.profile.name, sure: 'certain', ...call });
  const events: FlowEvent[] = [start];
  const tunnel = tunnelAgain(start, policy);
  if (!tunnel) throw new Error(`${start.url} makes no facts`);
  const [api] = tunnel.api.candidates;
  const request = requestAgain(start, policy);
  const stages = [
    { stage: 'tunnel', verdict: judge('tunnel', tunnel, policy, api) },
    ...(request ? [{ stage: 'request', verdict: judge('request', request, policy, api) } as const] : []),
  ] as const;
  for (const { stage, verdict } of stages) {
    events.push(judged(call.flow, stage, verdict.passed, verdict.violations));
    if (verdict.outcome === 'block') return [...events, refused(call.flow, verdict.cause)];
  }
  if (start.kind !== 'tunnel') {
    const facts = { kind: start.kind, running: 0, waiting: 0, room: true, foreground: true } as const;
    events.push(judged(call.flow, 'admit', judge('admit', facts, policy, api).passed));
    events.push(judged(call.flow, 'clock', ['timeout']));
  }
  const isSocket = start.kind === 'socket';
  return [
    ...events,
    start.kind === 'tunnel' ? completed(call.flow, 0, 'the app’s own') : completed(call.flow, isSocket ? 101 : 200),
  ];
};

export const flowUnder = (policy: Policy, call: Call): Flow => flowOf(...play(policy, call));

/** A call of `wx.request`, certainly. */
export const request = (flow: string, url: string, changes: Partial<FlowBegan> = {}): Call => {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === 'https:' || protocol === 'wss:' ? 443 : 80;
  return { flow, url, host: hostname, port: port === '' ? usual : Number(port), ...changes };
};

/** A datagram to another device of the same network. */
export const datagram = (flow: string, host = '192.168.1.30'): Call => ({
  ...{ flow, kind: 'tunnel', method: 'UDP', url: `${host}:5000`, host, port: 5000, api: 'udp' },
});
