import { expect, it } from 'vitest';
import type { State } from '../../src/model/verdict.ts';
import { rules } from '../../src/rules/index.ts';
import { cellsOf } from '../stories/states/cells.ts';
import { table } from '../stories/states/table.ts';

const states = Object.keys({
  pass: 0,
  fail: 0,
  warn: 0,
  'not-seen': 0,
  'not-checkable': 0,
} satisfies Readonly<Record<State, 0>>);

const cells = rules.flatMap((rule) => {
  const trials = table[rule.id];
  return trials ? cellsOf(rule, trials) : [];
});

it('every rule has a row in test/stories/states/table.ts, and every row a rule', () => {
  expect(Object.keys(table).sort()).toEqual(rules.map(({ id }) => id).sort());
});

it('every rule is shown in every state, or it is said why it cannot be', () => {
  const missing = rules.flatMap(({ id }) =>
    states
      .filter((state) => !cells.some((cell) => cell.rule === id && cell.state === state))
      .map((state) => `${id}: ${state}`),
  );
  expect(missing).toEqual([]);
});

it('a state that is shown is not called impossible, and what is has a reason', () => {
  const claims = cells.flatMap(({ rule, state, shown }) => (shown.kind === 'never' ? [{ rule, state, shown }] : []));
  const isShown = (rule: string, state: State): boolean =>
    cells.some((cell) => cell.rule === rule && cell.state === state && cell.shown.kind !== 'never');
  expect(claims.filter(({ rule, state }) => isShown(rule, state))).toEqual([]);
  expect(claims.filter(({ shown }) => !/^\w.{30,}\.$/.test(shown.because))).toEqual([]);
});

it('a rule whose effect can be changed is shown switched off', () => {
  const off = cells.filter(({ name }) => name === 'switched off').map(({ rule }) => rule);
  // Those that no traffic through a gate can break.
  const never = ['wss-all-ports'];
  expect(rules.filter(({ id, guard }) => !guard && !off.includes(id)).map(({ id }) => id)).toEqual(never);
});
