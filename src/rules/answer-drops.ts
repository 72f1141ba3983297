import type { Policy } from '../model/policy.ts';
import { rules } from './index.ts';

const dropping = rules.flatMap(({ id, effect, drops }) => (drops ? [{ id, effect, drops }] : []));

/** The headers, lower-case, that the rules take out of every answer; a rule that is off takes none. */
export const answerDrops = (policy: Policy): ReadonlySet<string> =>
  new Set(
    dropping.filter(({ id, effect }) => (policy.effects.get(id) ?? effect) !== 'off').flatMap(({ drops }) => drops),
  );
