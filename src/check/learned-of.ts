import type { PeerFacts } from '../model/facts.ts';
import type { Unchecked, Verdict } from '../model/verdict.ts';
import { rulesAt } from '../rules/index.ts';
import { judge } from '../rules/judge.ts';
import type { Order, Reached } from '../upstream/connect.ts';

/** What a look at a server came to. */
export interface Learned {
  /** null: the server showed nothing. */
  readonly facts: PeerFacts | null;
  /** Why something is not known; null: everything is. */
  readonly trouble: string | null;
  /** Whether it was broken off, so that nobody is to hear of it. */
  readonly isOver: boolean;
}

type Asker = Pick<Order, 'policy' | 'api' | 'authority' | 'device'>;

const verdictOn = (facts: PeerFacts, { policy, api, authority, device }: Asker): Verdict =>
  judge('peer', { ...facts, authority, device }, policy, api);

const idsOf = ({ passed, violations }: Verdict): ReadonlySet<string> =>
  new Set([...passed, ...violations.map(({ rule }) => rule)]);

const nothing: ReadonlySet<string> = new Set();

/** The rules that these facts answer, and the flow's own handshake did not. */
export const answersOf = (facts: PeerFacts, asker: Asker, { facts: own }: Reached): ReadonlySet<string> => {
  const before = own ? idsOf(verdictOn(own, asker)) : nothing;
  return new Set([...idsOf(verdictOn(facts, asker))].filter((rule) => !before.has(rule)));
};

/** What a look has to say to one app, besides what the flow's own handshake said. */
export const learnedOf = (
  { facts, trouble }: Learned,
  asker: Asker,
  reached: Reached,
): Pick<Verdict, 'passed' | 'violations'> & { readonly unchecked: readonly Unchecked[] } => {
  const shown = facts ?? reached.facts;
  if (!shown) return { passed: [], violations: [], unchecked: askedOf(asker).map(because(trouble)) };
  const [wanted, known] = [
    answersOf({ ...shown, offered: shown.offered ?? [] }, asker, reached),
    answersOf(shown, asker, reached),
  ];
  const { passed, violations } = verdictOn(shown, asker);
  return {
    passed: passed.filter((rule) => known.has(rule)),
    violations: violations.filter(({ rule }) => known.has(rule)),
    unchecked: [...wanted].filter((rule) => !known.has(rule)).map(because(trouble)),
  };
};

/** The rules about servers that the app has not switched off. */
const askedOf = ({ policy }: Asker): readonly string[] =>
  rulesAt('peer')
    .filter(({ rule }) => (policy.effects.get(rule.id) ?? rule.effect) !== 'off')
    .map(({ rule }) => rule.id);

const because =
  (trouble: string | null) =>
  (rule: string): Unchecked => ({ rule, reason: trouble ?? 'the server showed nothing' });
