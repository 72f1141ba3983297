import { expect, it } from 'vitest';
import { whyUnread } from '../../src/events/why-unread.ts';
import type { FlowBegan, FlowEvent } from '../../src/model/event.ts';
import { aborted, began, completed, failed, flowOf, judged, refused, violation } from './made.ts';

const dialled = judged('f', 'dial', ['upstream-address']);
const PASSED = 'the bytes of a tunnel were passed through unread';
const tunnel = { kind: 'tunnel' } as const;

it.each<[string, Partial<FlowBegan>, readonly FlowEvent[], string | null]>([
  ['a request', {}, [dialled, completed('f')], null],
  ['a request under way', {}, [dialled], null],
  ['a tunnel that was spliced, and says why', tunnel, [dialled, completed('f', 0, 'pinned')], 'pinned'],
  ['a tunnel that is open', tunnel, [dialled], PASSED],
  ['a tunnel that the gate ended', tunnel, [dialled, aborted('f')], PASSED],
  ['a tunnel that was cut later', tunnel, [dialled, refused('f', violation('background-grace'))], PASSED],
  ['a tunnel that was refused at once', tunnel, [judged('f', 'tunnel', []), refused('f', violation('x'))], null],
  ['a tunnel that may not be dialled', tunnel, [judged('f', 'dial', [], [violation('x')]), aborted('f')], null],
  ['a tunnel whose server was not reached', tunnel, [dialled, failed('f')], null],
  ['a client that does not trust the CA', tunnel, [failed('f', 'CLIENT_TLS', 'no trust')], 'no trust'],
])('%s: %s', (_, beginning, events, expected) => {
  expect(whyUnread(flowOf(began('f', beginning), ...events))).toBe(expected);
});
