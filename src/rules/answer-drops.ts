import type { Policy } from '../model/policy.ts';
import { rules } from './index.ts';

const dropping = rules.flatMap(({ id, effect, drops }) => (drops ? [{ id, effect, drops }] : []));
const all: ReadonlySet<string> = new Set(dropping.flatMap(({ drops }) => drops));

/** The headers, lower-case, that the rules take out of every answer; a rule that is off takes none. */
export const answerDrops = ({ effects }: Policy): ReadonlySet<string> => {
  const isOn = ({ id, effect }: (typeof dropping)[number]) => (effects.get(id) ?? effect) !== 'off';
  return dropping.every(isOn) ? all : new Set(dropping.filter(isOn).flatMap(({ drops }) => drops));
};
