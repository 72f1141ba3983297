import { expect, it } from 'vitest';
import { Lane } from '../../src/reports/slot-lane.ts';

const owner = { device: '10.0.0.1', appid: 'wx1', kind: 'request', limit: 2 } as const;

it('keeps the most of each point, and what stands between changes', () => {
  const lane = new Lane(owner);
  lane.change(0, 'running', 1);
  lane.change(0, 'running', 1);
  expect(lane.isFull()).toBe(true);
  lane.change(0, 'waiting', 1);
  lane.change(3, 'running', -1);
  lane.change(4, 'waiting', -1);
  lane.change(5, 'running', -1);
  lane.change(6, 'running', -1);
  expect(lane.history()).toEqual({ ...owner, running: [2, 2, 2, 2, 1, 1, 0], waiting: [1, 1, 1, 1, 1, 0, 0] });
  expect(lane.isFull()).toBe(false);
});

it('a place that is handed on before its end is told of is counted once', () => {
  const lane = new Lane(owner);
  lane.change(0, 'running', 1);
  lane.change(0, 'running', 1);
  lane.change(0, 'waiting', 1);
  lane.admit(1);
  lane.change(1, 'running', -1);
  lane.change(2, 'running', -1);
  lane.change(3, 'running', -1);
  lane.change(4, 'running', 1);
  expect(lane.history().running).toEqual([2, 2, 2, 1, 1]);
  expect(lane.history().waiting).toEqual([1, 1, 0, 0, 0]);
});

it('without a limit it is never full', () => {
  const lane = new Lane({ ...owner, limit: null });
  for (let n = 0; n < 50; n += 1) lane.change(0, 'running', 1);
  expect([lane.isFull(), lane.history().running, lane.history().limit]).toEqual([false, [50], null]);
});

it('halves to the larger of two, and can be emptied', () => {
  const lane = new Lane(owner);
  lane.change(0, 'running', 1);
  lane.change(2, 'running', 1);
  lane.halve();
  expect(lane.history().running).toEqual([1, 2]);
  lane.empty(2);
  lane.change(3, 'running', 1);
  expect(lane.history().running).toEqual([1, 2, 2, 1]);
});

it('a change of a clock that was set back counts for the last point', () => {
  const lane = new Lane(owner);
  lane.change(2, 'running', 1);
  lane.change(0, 'running', 1);
  expect(lane.history().running).toEqual([0, 0, 2]);
});
