import type { Bus, FlowEvent, SessionApp, SessionBegan } from '../../src/model/event.ts';
import { gatherMaterial, type Material } from '../../src/reports/material.ts';
import { createReplay } from '../../src/reports/replay.ts';
import type { Source } from '../../src/reports/source.ts';
import { rules } from '../../src/rules/index.ts';
import { began, completed, failed, judged, refused, violation } from '../events/made.ts';

export const app = (changes: Partial<SessionApp> = {}): SessionApp => ({
  appid: 'wx0123456789abcdef',
  name: 'Shop',
  profile: 'tcsas',
  version: '0',
  skipVerification: false,
  requestsAtOnce: 10,
  socketsAtOnce: 5,
  file: {
    path: '/work/shop/apps/shop.json',
    places: { 'domains.request': { line: 7, column: 5 }, domains: { line: 6, column: 3 } },
  },
  configVerdict: { outcome: 'pass', violations: [], passed: [] },
  ...changes,
});

export const session = (...apps: readonly SessionApp[]): SessionBegan => ({
  v: 1,
  type: 'session.began',
  at: 1_700_000_000_000,
  apps,
});

/** A source that is fed by hand. */
export const source = (began: SessionBegan | null = session(app())): Source & { readonly bus: Bus } => {
  const { bus, flows, tally } = createReplay(rules);
  return { bus: { ...bus, emit: emitter(bus) }, flows, tally, session: () => began };
};

const emitter = (bus: Pick<Bus, 'subscribe'>): Bus['emit'] => {
  if (!('emit' in bus) || typeof bus.emit !== 'function') throw new Error('a bus of a replay takes events');
  const { emit } = bus;
  return (event) => void emit(event);
};

const odd = '<script>alert("1")</script>&\u001b[2J]]>]]>';

/** One flow of each ending, with what a client can make of names. */
export const events: readonly FlowEvent[] = [
  began('good'),
  judged('good', 'tunnel', ['domain-allowlist', 'scheme-https-wss']),
  judged('good', 'admit', ['concurrency-request']),
  completed('good'),
  began('bad', {
    url: `https://b.shop.test/?token=s3cret&q=${odd}`,
    host: 'b.shop.test',
    method: odd,
    device: '10.0.0.2',
  }),
  judged('bad', 'tunnel', [], [violation('domain-allowlist', { message: odd })]),
  refused('bad', violation('domain-allowlist', { message: odd })),
  began('let', { version: '12' }),
  judged('let', 'tunnel', [], [violation('port-exact', { effect: 'warn', skipped: true })]),
  completed('let', 404),
  began('lost'),
  failed('lost', 'ECONNRESET', odd),
  began('socket', { kind: 'socket', method: 'GET', url: 'wss://echo.mpgate.test/ws', api: 'connectSocket' }),
  judged('socket', 'admit', ['concurrency-socket']),
  completed('socket', 101),
  began('unread', { kind: 'tunnel', method: 'CONNECT', url: 'pinned.test:443' }),
  completed('unread', 0, 'pinned.test is on the bypass list'),
];

/** The material of these events. */
export const material = (
  began: SessionBegan | null = session(app()),
  list: readonly FlowEvent[] = events,
): Material => {
  const made = source(began);
  const gathered = gatherMaterial(made);
  for (const event of list) made.bus.emit(event);
  return gathered();
};
