import { describe, expect, it } from 'vitest';
import { createRecent } from '../../src/events/recent.ts';
import { createTally } from '../../src/events/tally.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import type { State } from '../../src/model/verdict.ts';
import { began, completed, failed, judged, refused, violation, world } from './made.ts';

const rules = [
  { id: 'r', title: 'The rule', checks: { tunnel: 1, request: 1 } },
  { id: 'file', title: 'The file', checks: { config: 1 } },
];

const tallied = (clientLimit?: number) => {
  const { bus, flows } = world();
  return { bus, flows, tally: createTally(rules, flows, clientLimit) };
};

const pass = [began('p'), judged('p', 'tunnel', ['r']), completed('p')];
const warn = [began('w'), judged('w', 'tunnel', [], [violation('r', { effect: 'warn' })]), completed('w')];
const fail = [began('f'), judged('f', 'tunnel', [], [violation('r')]), refused('f', violation('r'))];
const unread = [began('u'), judged('u', 'tunnel', []), completed('u', 0, 'pinned')];
const silent = [began('s'), judged('s', 'tunnel', []), completed('s')];
const broken = [began('b'), failed('b')];

const cases: readonly (readonly [State, string, readonly FlowEvent[]])[] = [
  ['not-seen', 'no traffic', []],
  ['not-seen', 'traffic the rule has nothing to say of', silent],
  ['not-seen', 'traffic that failed before the rule was asked', broken],
  ['not-checkable', 'only unread traffic', [...unread, ...silent]],
  ['pass', 'passes', pass],
  ['pass', 'passes and unread traffic', [...pass, ...unread]],
  ['warn', 'one warning among passes', [...pass, ...warn, ...unread]],
  ['fail', 'one failure among all else', [...pass, ...warn, ...fail, ...unread, ...silent]],
];

describe('the state of a rule over a session', () => {
  it.each(cases)('%s: %s', (state, _name, events) => {
    const { bus, tally } = tallied();
    for (const event of events) bus.emit(event);
    const report = tally.report();
    expect(report.rules[0]?.state).toBe(state);
    expect(report.verdict).toBe(state === 'fail' ? 'fail' : 'pass');
  });
});

describe('the report', () => {
  it('is plain data with the totals, the first violation and the skipped flows', () => {
    const { bus, tally } = tallied();
    const skipped = violation('r', { effect: 'warn', skipped: true });
    const lenient = [began('l'), judged('l', 'tunnel', [], [skipped]), completed('l')];
    for (const event of [...pass, ...warn, ...fail, ...unread, ...broken, ...lenient, began('open')]) bus.emit(event);
    const report = tally.report();
    expect(report.flows).toEqual({ seen: 7, open: 1, completed: 4, refused: 1, failed: 1, aborted: 0, lost: 0 });
    expect(report.skipped).toBe(1);
    expect(report.rules[0]).toEqual({
      rule: 'r',
      title: 'The rule',
      state: 'fail',
      passed: 1,
      failed: 1,
      warned: 2,
      notCheckable: 1,
      reason: 'pinned',
      example: {
        flow: 'f',
        at: 1_700_000_000_000,
        effect: 'error',
        errMsg: 'request:fail url not in domain list',
        message: 'r was broken',
        fix: 'mend r',
      },
      docs: 'docs/rules/r.md',
    });
    expect(structuredClone(report)).toEqual(report);
  });

  it('counts what open flows have shown already, and leaves them out of the ended scope', () => {
    const { bus, tally } = tallied();
    bus.emit(began('socket', { kind: 'socket' }));
    bus.emit(judged('socket', 'tunnel', ['r']));
    expect(tally.report().rules[0]).toMatchObject({ state: 'pass', passed: 1 });
    expect(tally.report().rules[0]).toMatchObject({ state: 'pass', passed: 1 });
    expect(tally.report('ended').rules[0]).toMatchObject({ state: 'not-seen', passed: 0 });
    bus.emit(completed('socket', 101));
    expect(tally.report('ended').rules[0]).toMatchObject({ state: 'pass', passed: 1 });
  });

  it('copes with a rule that the table does not know', () => {
    const { bus, tally } = tallied();
    bus.emit(began('f'));
    bus.emit(refused('f', violation('unheard-of')));
    expect(tally.report().rules.at(-1)).toMatchObject({ rule: 'unheard-of', state: 'fail', failed: 1 });
    expect(tally.report().verdict).toBe('fail');
  });

  it('takes what was said of an app file, and replaces it after a reload', () => {
    const { tally } = tallied();
    tally.configured('wx1', { outcome: 'pass', passed: [], violations: [violation('file', { effect: 'warn' })] });
    expect(tally.report().rules[1]).toMatchObject({ state: 'warn', warned: 1 });
    tally.configured('wx1', { outcome: 'pass', passed: ['file'], violations: [] });
    expect(tally.report().rules[1]).toMatchObject({ state: 'pass', passed: 1, warned: 0 });
    expect(tally.report().flows.seen).toBe(0);
  });

  it('tells apps and devices apart, up to a limit', () => {
    const { bus, tally } = tallied(2);
    const keys = [
      ['wx1', '10.0.0.1'],
      ['wx1', '10.0.0.2'],
      ['wx2', '10.0.0.1'],
      [null, '10.0.0.1'],
    ] as const;
    for (const [number, [appid, device]] of keys.entries()) {
      bus.emit(began(`${number}`, { appid, device }));
      bus.emit(judged(`${number}`, 'tunnel', ['r']));
      bus.emit(completed(`${number}`));
    }
    expect(tally.report().clients.map(({ appid, device, flows }) => [appid, device, flows])).toEqual([
      ['wx1', '10.0.0.1', 1],
      ['wx1', '10.0.0.2', 1],
      [null, null, 2],
    ]);
    expect(tally.report().clients[0]?.rules.map(({ rule }) => rule)).toEqual(['r']);
    expect(tally.report().rules[0]?.passed).toBe(4);
  });

  it('says how many flows it could not follow', () => {
    const { bus, flows } = world(1);
    const tally = createTally(rules, flows);
    bus.emit(began('a'));
    bus.emit(began('b'));
    bus.emit(completed('b'));
    expect(tally.report().flows).toMatchObject({ seen: 2, completed: 1, lost: 1, open: 0 });
  });
});

describe('a hundred thousand flows', () => {
  it('leave everything within its bounds', () => {
    const { bus, flows, tally } = tallied();
    const recent = createRecent(1000, flows);
    const total = 100_000;
    for (let n = 0; n < total; n += 1) {
      const id = `f${n}`;
      bus.emit(began(id, { device: `10.${n % 7}.${n % 251}.${n % 241}` }));
      bus.emit(judged(id, 'tunnel', ['r']));
      bus.emit(judged(id, 'request', ['r', `made-up-${n}`]));
      bus.emit(n % 10 === 0 ? refused(id, violation('r')) : completed(id));
    }
    const report = tally.report();
    expect(report.flows).toMatchObject({ seen: total, completed: 90_000, refused: 10_000, open: 0, lost: 0 });
    expect(report.rules[0]).toMatchObject({ passed: 90_000, failed: 10_000 });
    expect(report.rules.length).toBeLessThanOrEqual(rules.length + 65);
    expect(report.clients.length).toBeLessThanOrEqual(257);
    expect([recent.size(), recent.dropped(), flows.openCount()]).toEqual([1000, total - 1000, 0]);
  });
});

describe('a reset', () => {
  it('forgets flows that have ended and their findings; open ones and app files stay', () => {
    const { bus, tally } = tallied(1);
    tally.configured('wx1', { outcome: 'pass', passed: [], violations: [violation('file', { effect: 'warn' })] });
    for (const event of [...fail, ...warn, began('open', { device: '10.0.0.9' })]) bus.emit(event);
    tally.reset();
    const report = tally.report();
    expect(report.flows).toEqual({ seen: 1, open: 1, completed: 0, refused: 0, failed: 0, aborted: 0, lost: 0 });
    expect([report.verdict, report.findings, report.findingsLost, report.skipped]).toEqual(['pass', [], 0, 0]);
    expect(report.rules.map(({ state }) => state)).toEqual(['not-seen', 'warn']);
    bus.emit(completed('open'));
    expect(tally.report().flows).toMatchObject({ seen: 1, completed: 1 });
  });
});
