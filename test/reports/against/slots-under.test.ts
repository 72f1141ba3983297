import { describe, expect, it } from 'vitest';
import type { FlowJudged } from '../../../src/model/event.ts';
import type { Profile } from '../../../src/model/policy.ts';
import { SlotsUnder } from '../../../src/reports/against/slots-under.ts';
import { began, flowOf, violation } from '../../events/made.ts';
import { like, underOf } from './made.ts';

const limit = (value: number): Profile => like('wechat', { requestsAtOnce: { value, source: 'S3:48' } });
const event = (violations: FlowJudged['violations'] = []): FlowJudged => ({
  ...{ v: 1, type: 'flow.judged', at: 1, flow: 'f', stage: 'admit', passed: [], violations },
});
const socket = { kind: 'socket', url: 'wss://ws.shop.test/', api: 'connectSocket' } as const;

/** Admits flows one behind the other; what each finds. */
const found = (slots: SlotsUnder, profile: string | Profile, ids: readonly string[], changes: object = {}, app = {}) =>
  ids.map((id) => {
    slots.admit(flowOf(began(id, changes)), event(), underOf(profile, 'wechat', app));
    const admission = slots.of(id);
    return [admission?.facts.running, admission?.facts.waiting, admission?.waits];
  });

describe('places under another platform’s limits', () => {
  it('are counted; what finds none waits in line, and a place that is free again is taken', () => {
    const slots = new SlotsUnder();
    expect(found(slots, limit(2), ['a', 'b', 'c'])).toEqual([
      [0, 0, false],
      [1, 0, false],
      [2, 0, true],
    ]);
    slots.release('a');
    slots.release('c');
    expect([slots.of('a'), ...found(slots, limit(2), ['d'])]).toEqual([null, [1, 0, false]]);
  });

  it('what is rejected takes none', () => {
    const slots = new SlotsUnder();
    const app = { concurrency: { overflow: 'reject' } };
    expect(found(slots, limit(1), ['a', 'b', 'c'], {}, app).map(([running]) => running)).toEqual([0, 1, 1]);
    slots.release('a');
    expect(found(slots, limit(1), ['d'], {}, app)).toEqual([[0, 0, false]]);
  });

  it('a platform without a limit lets nobody wait', () => {
    const many = Array.from({ length: 30 }, (_, at) => `f${at}`);
    expect(found(new SlotsUnder(), 'alipay', many).at(-1)).toEqual([29, 0, false]);
  });

  it('the oldest socket gives way where the platform has it so', () => {
    const slots = new SlotsUnder();
    expect(found(slots, 'alipay', ['a', 'b', 'c'], socket).map(([running]) => running)).toEqual([0, 0, 0]);
    expect(found(slots, 'douyin', ['d', 'e'], socket).map(([running]) => running)).toEqual([1, 2]);
  });

  it('devices share nothing; a tunnel takes no place', () => {
    const slots = new SlotsUnder();
    found(slots, limit(1), ['a']);
    expect(found(slots, limit(1), ['b'], { device: '127.0.0.2' })).toEqual([[0, 0, false]]);
    slots.admit(flowOf(began('t', { kind: 'tunnel' })), event(), underOf('wechat', null));
    expect(slots.of('t')).toBeNull();
  });

  it('what began in the background found that, and takes none', () => {
    const slots = new SlotsUnder();
    slots.admit(flowOf(began('a')), event([violation('background-blocked')]), underOf('wechat', null));
    expect(slots.of('a')?.facts.foreground).toBe(false);
    expect(found(slots, limit(1), ['b'])).toEqual([[0, 0, false]]);
  });

  it('after a kill every place is free', () => {
    const slots = new SlotsUnder();
    found(slots, limit(1), ['a']);
    slots.clear();
    expect([slots.of('a'), ...found(slots, limit(1), ['b'])]).toEqual([null, [0, 0, false]]);
  });
});
