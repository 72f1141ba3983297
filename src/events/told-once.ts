import { LRUCache } from 'lru-cache';
import type { Flow } from './flows.ts';

/** Findings about servers that are remembered. */
const MOST_TOLD = 1_000;

/** Leaves out of each flow what was told of its server before: a reader needs it once, and not with every request. */
export const createToldOnce = (): ((flow: Flow) => Flow) => {
  const told = new LRUCache<string, true>({ max: MOST_TOLD });
  const isNew = (key: string): boolean => {
    const before = told.get(key);
    told.set(key, true);
    return before === undefined;
  };
  return (flow) => {
    const { appid, host, port } = flow.began;
    if (!flow.judged.some(({ stage, violations }) => stage === 'peer' && violations.length > 0)) return flow;
    const judged = flow.judged.map((step) => {
      if (step.stage !== 'peer') return step;
      const violations = step.violations.filter(({ rule, message }) =>
        isNew(`${appid} ${host}:${port} ${rule} ${message}`),
      );
      return { ...step, violations };
    });
    return { ...flow, judged };
  };
};
