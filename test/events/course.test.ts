import { describe, expect, it } from 'vitest';
import { type Course, createCourses } from '../../src/events/course.ts';
import type { FlowJudged } from '../../src/model/event.ts';
import type { Stage } from '../../src/model/facts.ts';
import { violation } from './made.ts';

const listed = ['domain-allowlist'];
const polite = ['method', 'referer'];

const judged = (stage: Stage, passed: readonly string[], violations: FlowJudged['violations'] = []): FlowJudged => ({
  ...{ v: 1, type: 'flow.judged', at: 1, flow: 'f' },
  ...{ stage, passed, violations },
});

const along = (courses: ReturnType<typeof createCourses>, events: readonly FlowJudged[]): Course =>
  events.reduce(courses.goOn, courses.start);

describe('the course of a flow', () => {
  it('has its steps in order, without what else their events say', () => {
    const found = violation('referer', { effect: 'warn' });
    const { steps } = along(createCourses(), [judged('tunnel', listed), judged('request', ['method'], [found])]);
    expect(steps).toEqual([
      { stage: 'tunnel', passed: listed, violations: [] },
      { stage: 'request', passed: ['method'], violations: [found] },
    ]);
  });

  it('is one for all that go the same way with nothing amiss', () => {
    const courses = createCourses();
    const way = [judged('tunnel', listed), judged('request', polite)];
    expect(along(courses, way)).toBe(along(courses, way));
    expect(along(courses, [...way, judged('admit', listed)])).not.toBe(along(courses, way));
  });

  it('is a flow’s own from the first thing amiss on', () => {
    const courses = createCourses();
    const way = [judged('tunnel', listed, [violation('port-exact')]), judged('request', polite)];
    expect(along(courses, way)).not.toBe(along(courses, way));
    expect(along(courses, way)).toEqual(along(courses, way));
  });

  it('tells stages apart whose lists are one', () => {
    const courses = createCourses();
    const stages = (['tunnel', 'request'] as const).map(
      (stage) => along(courses, [judged(stage, listed)]).steps[0]?.stage,
    );
    expect(stages).toEqual(['tunnel', 'request']);
  });

  it('is shared by so many only, and right beyond', () => {
    const courses = createCourses(3);
    const ways = ['one', 'two', 'three'].map((rule) => [judged('tunnel', [rule])]);
    const [first, again] = [ways, ways].map((all) => all.map((way) => along(courses, way)));
    const isShared = first?.map((course, place) => course === again?.[place]);
    expect(isShared).toEqual([true, true, false]);
    expect(ways.map((way) => along(courses, way).steps[0]?.passed)).toEqual([['one'], ['two'], ['three']]);
  });
});
