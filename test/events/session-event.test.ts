import { describe, expect, it } from 'vitest';
import { sessionBegan } from '../../src/events/session-began.ts';
import { isOfSession, sessionEvent } from '../../src/events/session-event.ts';
import type { SessionEvent } from '../../src/model/event.ts';
import { policyOf } from '../support/policy.ts';
import { aborted, began, completed, failed, judged, refused, violation } from './made.ts';

const policy = policyOf();
const session = sessionBegan('session.began', {
  apps: new Map([[policy.appid, policy]]),
  files: new Map([[policy.appid, { path: '/a.json', places: { appid: { line: 1, column: 2 } } }]]),
});

const events: readonly SessionEvent[] = [
  session,
  { ...session, type: 'session.reloaded' },
  {
    ...session,
    apps: session.apps.map((app) => ({
      ...app,
      requestsAtOnce: null,
      file: { path: '/a', places: {}, settings: { a: 1 } },
    })),
  },
  began('a', { appid: null, profile: null, version: null }),
  judged('a', 'tunnel', ['r'], [violation('s')]),
  judged('a', 'response', ['r'], [], [{ rule: 's', reason: 'gzip' }]),
  { v: 1, type: 'flow.waited', at: 1, flow: 'a', waitedMs: 2 },
  completed('a'),
  completed('a', 0, 'pinned'),
  refused('a', violation('r')),
  failed('a'),
  aborted('a'),
];

describe('a line of a session file', () => {
  it.each(events.map((event) => [event.type, event] as const))('%s is read as it was written', (_, event) => {
    expect(sessionEvent(JSON.stringify(event))).toEqual(event);
    expect(isOfSession(event)).toBe(event.type.startsWith('session.'));
  });

  it.each([
    ['half a line', JSON.stringify(completed('a')).slice(0, -9)],
    ['no JSON', 'hello'],
    ['no object', 'null'],
    ['another version', JSON.stringify({ ...completed('a'), v: 2 })],
    ['a type that is none', JSON.stringify({ ...completed('a'), type: 'flow.vanished' })],
    ['a type of every object', JSON.stringify({ ...completed('a'), type: 'constructor' })],
    ['no flow', JSON.stringify({ ...completed('a'), flow: undefined })],
    ['no time', JSON.stringify({ ...completed('a'), at: 'now' })],
    ['a status that is no number', JSON.stringify({ ...completed('a'), status: '200' })],
    [
      'a violation that is none',
      JSON.stringify(judged('a', 'tunnel', [])).replace('"violations":[]', '"violations":[1]'),
    ],
    ['a reason that is none', JSON.stringify({ ...judged('a', 'tunnel', []), unchecked: [{ rule: 'r' }] })],
    [
      'settings that are none',
      JSON.stringify({ ...session, apps: [{ ...session.apps[0], file: { path: '/a', places: {}, settings: 'a' } }] }),
    ],
    ['an app without a verdict', JSON.stringify({ ...session, apps: [{ ...session.apps[0], configVerdict: null }] })],
  ])('%s is no event', (_, line) => {
    expect(sessionEvent(line)).toBeNull();
  });

  it('of every type, each field left out makes it no event', () => {
    for (const event of events) {
      for (const field of Object.keys(event).filter((name) => name !== 'unchecked')) {
        const rest = Object.fromEntries(Object.entries(event).filter(([name]) => name !== field));
        expect([event.type, field, sessionEvent(JSON.stringify(rest))]).toEqual([event.type, field, null]);
      }
    }
  });
});
