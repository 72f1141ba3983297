import type { RequestFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { HeaderEdits } from '../model/verdict.ts';
import { rules } from './index.ts';

const amending = rules.flatMap(({ id, effect, amend: edits }) => (edits ? [{ id, effect, edits }] : []));

/** What the rules change in the headers of a request that goes on; a rule that is off changes nothing. */
export const amend = (facts: RequestFacts, policy: Policy): readonly HeaderEdits[] =>
  amending
    .filter(({ id, effect }) => (policy.effects.get(id) ?? effect) !== 'off')
    .map(({ edits }) => edits(facts, policy));
