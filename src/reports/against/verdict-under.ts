import type { Flow } from '../../events/flows.ts';
import type { FactsAt } from '../../model/facts.ts';
import type { Unchecked, Verdict, Violation } from '../../model/verdict.ts';
import { rules } from '../../rules/index.ts';
import { judge } from '../../rules/judge.ts';
import type { Carried, Ground } from './carry/carry.ts';
import { stands } from './carry/stands.ts';
import { requestAgain, tunnelAgain } from './facts-again.ts';
import { type Said, saidAt } from './said.ts';
import type { Admission } from './slots-under.ts';
import { type Way, ways } from './ways.ts';

export type LiveStage = keyof typeof ways;

const places = new Map(rules.map(({ id }, place) => [id, place]));
const placeOf = ({ rule }: Violation): number => places.get(rule) ?? rules.length;

/** The rules that are asked again, with what the file has; null: it has nothing to ask them with. */
const askAgain = (stage: LiveStage, { flow, under }: Ground, admission: Admission | null): Verdict | null => {
  if (stage !== 'tunnel' && stage !== 'request' && stage !== 'admit') return null;
  const { policy } = under;
  const tunnel = tunnelAgain(flow.began, policy);
  if (!tunnel) return null;
  const ask = <S extends LiveStage>(at: S, facts: FactsAt[S] | null): Verdict | null =>
    facts && judge(at, facts, policy, tunnel.api.candidates[0]);
  if (stage === 'tunnel') return ask(stage, tunnel);
  if (stage === 'request') return ask(stage, requestAgain(flow.began, policy));
  return ask(stage, admission?.facts ?? null);
};

const answerOf = (rule: string, { passed, violations }: Verdict): Carried =>
  violations.find((one) => one.rule === rule) ?? (passed.includes(rule) ? 'pass' : 'none');

const notRecorded = ({ began, end }: Flow): string => {
  const who = began.profile ?? 'the session';
  return end?.type === 'flow.refused'
    ? `${who} refused the flow (${end.cause.rule}), and what came after was not recorded`
    : `${who} did not come so far with the flow, and nothing of it was recorded`;
};

/** The rules of each stage as pairs, made once: flows come by the million. */
const entries: { readonly [S in LiveStage]: readonly (readonly [rule: string, Way])[] } = {
  tunnel: Object.entries(ways.tunnel),
  request: Object.entries(ways.request),
  admit: Object.entries(ways.admit),
  dial: Object.entries(ways.dial),
  peer: Object.entries(ways.peer),
  body: Object.entries(ways.body),
  response: Object.entries(ways.response),
  clock: Object.entries(ways.clock),
};

const none: Said = { answer: 'none' };

/** What a stage's rules say under another platform; null: the stage was not reached, and nothing is known of it. */
export const verdictUnder = (stage: LiveStage, ground: Ground, admission: Admission | null): Verdict | null => {
  const { flow, under } = ground;
  const said = saidAt(flow, stage);
  const again = askAgain(stage, ground, admission);
  // Time passes for every flow, asked or not.
  const isKnown = said !== null || (stage === 'clock' && flow.end !== null);
  if (!isKnown && !again) return null;
  const carried = (rule: string, way: Way): Carried => {
    if (way === 'again' && again) return answerOf(rule, again);
    if (!isKnown) return { notCheckable: notRecorded(flow) };
    return (way === 'again' ? stands : way)(said?.(rule) ?? none, ground);
  };
  const { effects } = under.policy;
  return verdictOf(entries[stage], (rule, way) => (effects.get(rule) === 'off' ? 'none' : carried(rule, way)));
};

/** Violations stand in the order of the table: the first error is the cause. */
const verdictOf = (
  asked: readonly (readonly [rule: string, Way])[],
  answerTo: (rule: string, way: Way) => Carried,
): Verdict => {
  const passed: string[] = [];
  const violations: Violation[] = [];
  const unchecked: Unchecked[] = [];
  for (const [rule, way] of asked) {
    const answer = answerTo(rule, way);
    if (answer === 'pass') passed.push(rule);
    else if (answer === 'none') continue;
    else if ('notCheckable' in answer) unchecked.push({ rule, reason: answer.notCheckable });
    else violations.push(answer);
  }
  violations.sort((one, other) => placeOf(one) - placeOf(other));
  const cause = violations.find(({ effect }) => effect === 'error');
  const all = unchecked.length > 0 ? { passed, violations, unchecked } : { passed, violations };
  return cause ? { outcome: 'block', cause, ...all } : { outcome: 'pass', ...all };
};
