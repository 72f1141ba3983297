import type { FlowJudged } from '../model/event.ts';

/** What one stage said of a flow. */
export type Step = Pick<FlowJudged, 'stage' | 'passed' | 'violations' | 'unchecked'>;

/** The steps of a flow so far, in order. */
export interface Course {
  readonly steps: readonly Step[];
  /** The shared courses that go on from here, by the list of what passed; null: this one is a flow's own. */
  readonly next: Map<Step['passed'], Course> | null;
}

export interface Courses {
  readonly start: Course;
  /** The course with one more step. */
  readonly goOn: (course: Course, event: FlowJudged) => Course;
}

const nothing: Step['violations'] = [];

/**
 * Flows that go the same way with nothing amiss share one course, so that ten thousand of them keep one list of steps and
 * not ten thousand. `limit` bounds the courses that are shared.
 */
export const createCourses = (limit = 256): Courses => {
  const start: Course = { steps: [], next: new Map() };
  let count = 1;
  return {
    start,
    goOn: ({ steps, next }, { stage, passed, violations, unchecked }) => {
      const isClean = violations.length === 0 && !unchecked;
      const known = isClean ? next?.get(passed) : undefined;
      if (known?.steps.at(-1)?.stage === stage) return known;
      const isShared = isClean && next !== null && !known && count < limit;
      const course: Course = {
        steps: [
          ...steps,
          { stage, passed, violations: isClean ? nothing : violations, ...(unchecked ? { unchecked } : {}) },
        ],
        next: isShared ? new Map() : null,
      };
      if (isShared) {
        next.set(passed, course);
        count += 1;
      }
      return course;
    },
  };
};
