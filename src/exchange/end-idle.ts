import type { Flow } from './flow.ts';

/** Calls `idle` once if no body byte passes, either way, for so many milliseconds; looks as often, and costs nothing between. */
export const endIdle = (flow: Flow, idleMs: number, idle: () => void): void => {
  let before = flow.bytesUp + flow.bytesDown;
  const timer = setInterval(() => {
    const now = flow.bytesUp + flow.bytesDown;
    if (now === before) {
      clearInterval(timer);
      idle();
    }
    before = now;
  }, idleMs);
  flow.afterwards(() => clearInterval(timer));
};
