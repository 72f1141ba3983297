import { LRUCache } from 'lru-cache';
import type { ServerProbed } from '../model/event.ts';
import type { Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';

/** Findings about servers that are remembered. */
const MOST_TOLD = 1_000;

/** Leaves out what was told of a server before: a reader needs it once, and not with every request. */
export interface ToldOnce {
  readonly flow: (flow: Flow) => Flow;
  readonly probed: (event: ServerProbed) => ServerProbed;
  /** Findings that are left out if they come again. */
  readonly size: () => number;
}

type Where = Pick<ServerProbed, 'host' | 'port'> & { readonly appid: string | null };

export const createToldOnce = (): ToldOnce => {
  const told = new LRUCache<string, true>({ max: MOST_TOLD });
  const isNew = (key: string): boolean => {
    const before = told.get(key);
    told.set(key, true);
    return before === undefined;
  };
  const newOf = (violations: readonly Violation[], { appid, host, port }: Where): readonly Violation[] =>
    violations.filter(({ rule, message }) => isNew(`${appid} ${host}:${port} ${rule} ${message}`));
  return {
    flow: (flow) => {
      if (!flow.judged.some(({ stage, violations }) => stage === 'peer' && violations.length > 0)) return flow;
      const judged = flow.judged.map((step) =>
        step.stage === 'peer' ? { ...step, violations: newOf(step.violations, flow.began) } : step,
      );
      return { ...flow, judged };
    },
    probed: (event) => ({ ...event, violations: newOf(event.violations, event) }),
    size: () => told.size,
  };
};
