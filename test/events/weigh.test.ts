import { describe, expect, it } from 'vitest';
import { createRuleIndex } from '../../src/events/rule-index.ts';
import { weigh, weights } from '../../src/events/weigh.ts';
import type { FlowBegan, FlowEvent } from '../../src/model/event.ts';
import { aborted, began, completed, failed, flowOf, judged, refused, violation } from './made.ts';

const rules = [
  { id: 'both', title: '', checks: { tunnel: 1, request: 1 } },
  { id: 'request-only', title: '', checks: { request: 1 } },
  { id: 'tunnel-only', title: '', checks: { tunnel: 1 } },
  { id: 'file-only', title: '', checks: { config: 1 } },
];
const names = Object.keys(weights);

const answers = (...events: readonly FlowEvent[]) => {
  const index = createRuleIndex(rules);
  return weigh(flowOf(began('f'), ...events), index).answers.map((weight) => names[weight]);
};

const warn = violation('both', { effect: 'warn' });
const spliced = completed('f', 0, 'pinned');

const cases: readonly (readonly [string, readonly FlowEvent[], readonly string[]])[] = [
  ['nothing was asked', [completed('f')], ['none', 'none', 'none', 'none']],
  [
    'a pass counts once',
    [judged('f', 'tunnel', ['both']), judged('f', 'request', ['both'])],
    ['pass', 'none', 'none', 'none'],
  ],
  [
    'a warning outweighs a pass',
    [judged('f', 'tunnel', ['both']), judged('f', 'request', [], [warn])],
    ['warn', 'none', 'none', 'none'],
  ],
  [
    'and is not outweighed by a later one',
    [judged('f', 'tunnel', [], [warn]), judged('f', 'request', ['both'])],
    ['warn', 'none', 'none', 'none'],
  ],
  [
    'a failure outweighs a warning',
    [judged('f', 'tunnel', [], [warn, violation('both')])],
    ['fail', 'none', 'none', 'none'],
  ],
  [
    'a refusal counts by its cause, judged or not',
    [refused('f', violation('tunnel-only'))],
    ['none', 'none', 'fail', 'none'],
  ],
  [
    'unread: the stages not reached are not checkable',
    [judged('f', 'tunnel', ['tunnel-only']), spliced],
    ['not-checkable', 'not-checkable', 'pass', 'none'],
  ],
  [
    'unread: an answer of a stage reached stands',
    [judged('f', 'tunnel', ['both']), spliced],
    ['pass', 'not-checkable', 'none', 'none'],
  ],
  [
    'unread: a rule with nothing to say at all its stages',
    [judged('f', 'tunnel', []), spliced],
    ['not-checkable', 'not-checkable', 'none', 'none'],
  ],
  [
    'unread and never judged: all traffic rules',
    [spliced],
    ['not-checkable', 'not-checkable', 'not-checkable', 'none'],
  ],
  [
    'what a rule could not look at is not checkable, whatever passed besides',
    [judged('f', 'tunnel', ['both']), judged('f', 'request', [], [], [{ rule: 'both', reason: 'r' }])],
    ['not-checkable', 'none', 'none', 'none'],
  ],
  [
    'and is outweighed by what was seen amiss',
    [judged('f', 'tunnel', [], [warn]), judged('f', 'request', [], [], [{ rule: 'both', reason: 'r' }])],
    ['warn', 'none', 'none', 'none'],
  ],
  [
    'an abort proves nothing of later stages',
    [judged('f', 'tunnel', ['both']), aborted('f')],
    ['pass', 'none', 'none', 'none'],
  ],
];

/** Rules whose stages do not tell what a tunnel that is not read means for them. */
const inPart = [
  { id: 'both', title: '', checks: { tunnel: 1, request: 1 } },
  { id: 'needs-bytes', title: '', checks: { tunnel: 1 }, unread: 'unasked' },
  { id: 'held', title: '', checks: { admit: 1 }, unread: 'asked' },
  { id: 'admit-only', title: '', checks: { admit: 1 } },
] as const;

const tunnelAnswers = (beginning: Partial<FlowBegan>, ...events: readonly FlowEvent[]) => {
  const index = createRuleIndex(inPart);
  const flow = flowOf(began('f', { kind: 'tunnel', sure: 'unknown', ...beginning }), ...events);
  return weigh(flow, index).answers.map((weight) => names[weight]);
};

const stood = [judged('f', 'tunnel', []), judged('f', 'dial', [])];
const unread = ['not-checkable', 'not-checkable', 'none', 'not-checkable'];
const untold = ['none', 'none', 'none', 'none'];

describe('what the rules say of a tunnel that is not read', () => {
  it.each<[string, Partial<FlowBegan>, readonly FlowEvent[], readonly string[]]>([
    [
      'what lies in its bytes is not checkable; what it is held to is, and was not seen',
      {},
      [...stood, spliced],
      unread,
    ],
    ['the same while it is open', {}, stood, unread],
    ['and where the gate or the client broke it off', {}, [...stood, aborted('f')], unread],
    [
      'a finding at a stage does not answer for the other rules of the stage',
      {},
      [...stood, judged('f', 'admit', [], [violation('held')]), spliced],
      ['not-checkable', 'not-checkable', 'fail', 'not-checkable'],
    ],
    [
      'what was never judged is checked by nothing',
      {},
      [judged('f', 'dial', []), spliced],
      unread.map(() => 'not-checkable'),
    ],
    ['what was not dialled carried nothing', {}, [judged('f', 'tunnel', []), aborted('f')], untold],
    [
      'nor did what may not be dialled',
      {},
      [judged('f', 'tunnel', []), judged('f', 'dial', [], [violation('held')]), aborted('f')],
      ['none', 'none', 'fail', 'none'],
    ],
    [
      'what a client keeps from a CA that it does not trust is not checkable',
      {},
      [judged('f', 'tunnel', ['both']), failed('f', 'CLIENT_TLS')],
      ['pass', ...unread.slice(1)],
    ],
    [
      'what failed otherwise proves nothing, dialled or not',
      {},
      [judged('f', 'tunnel', ['both']), judged('f', 'dial', []), failed('f')],
      ['pass', 'none', 'none', 'none'],
    ],
    [
      'a TCP socket of the app’s own has no request to be read',
      { api: 'tcp', sure: 'certain' },
      [...stood, spliced],
      untold,
    ],
    ['nor has a UDP socket', { api: 'udp', sure: 'certain' }, [...stood, spliced], untold],
    [
      'but its destination was not asked about where its host is bypassed',
      { api: 'udp', sure: 'certain' },
      [judged('f', 'dial', []), spliced],
      ['not-checkable', 'not-checkable', 'none', 'none'],
    ],
  ])('%s', (_, beginning, events, expected) => expect(tunnelAnswers(beginning, ...events)).toEqual(expected));
});

describe('what the rules say of one flow', () => {
  it.each(cases)('%s', (_name, events, expected) => expect(answers(...events)).toEqual(expected));

  it('knows a flow that skipVerification let through', () => {
    const index = createRuleIndex(rules);
    const skipped = violation('both', { effect: 'warn', skipped: true });
    expect(weigh(flowOf(began('f'), judged('f', 'tunnel', [], [skipped])), index).skipped).toBe(true);
    expect(weigh(flowOf(began('f'), judged('f', 'tunnel', [], [warn])), index).skipped).toBe(false);
  });
});
