import { describe, expect, it } from 'vitest';
import { createRuleIndex } from '../../src/events/rule-index.ts';
import { weigh, weights } from '../../src/events/weigh.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import { aborted, began, completed, flowOf, judged, refused, violation } from './made.ts';

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

describe('what the rules say of one flow', () => {
  it.each(cases)('%s', (_name, events, expected) => expect(answers(...events)).toEqual(expected));

  it('knows a flow that skipVerification let through', () => {
    const index = createRuleIndex(rules);
    const skipped = violation('both', { effect: 'warn', skipped: true });
    expect(weigh(flowOf(began('f'), judged('f', 'tunnel', [], [skipped])), index).skipped).toBe(true);
    expect(weigh(flowOf(began('f'), judged('f', 'tunnel', [], [warn])), index).skipped).toBe(false);
  });
});
