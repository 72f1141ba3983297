/** Every rule in every state that it can have, through a running gate: `table.ts` has the cases. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/errors.ts';
import type { Report } from '../../../src/events/report.ts';
import type { State } from '../../../src/model/verdict.ts';
import { rules } from '../../../src/rules/index.ts';
import { itNeeds } from '../../support/needs.ts';
import { until } from '../../support/until.ts';
import { APPID, openWorld } from '../../support/world.ts';
import { type Cell, cellsOf, type Refused } from './cells.ts';
import { reportsInNetwork } from './in-network.ts';
import { openScene, PHONE, shop } from './scene.ts';
import { table } from './table.ts';
import type { Trial } from './trial.ts';

type CellOf<K extends Cell['shown']['kind']> = Cell & { readonly shown: Extract<Cell['shown'], { readonly kind: K }> };

const cells = rules.flatMap((rule) => {
  const trials = table[rule.id];
  return trials ? cellsOf(rule, trials) : [];
});
const isOf =
  <K extends Cell['shown']['kind']>(kind: K) =>
  (cell: Cell): cell is CellOf<K> =>
    cell.shown.kind === kind;
const nameOf = ({ rule, state, name }: Cell): string => `${rule}: ${state}: ${name}`;

const schema = join(import.meta.dirname, '..', '..', '..', 'docs', 'report.schema.json');
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));

/** Every report of this file, to be held against what is said never to be. */
const seen: { readonly of: string; readonly report: Report }[] = [];

/** How a rule stands in a report: over all, and for the only app and device that sent something. */
const standing = (cell: Cell, device: string, report: Report): Readonly<Record<string, State | undefined>> => {
  seen.push({ of: nameOf(cell), report });
  expect([validate(report), validate.errors]).toEqual([true, null]);
  const inAll = report.rules.find(({ rule }) => rule === cell.rule)?.state;
  if (report.clients.length === 0) return { inAll };
  expect(report.clients.map((client) => [client.appid, client.device])).toEqual([[APPID, device]]);
  const ofClient = report.clients[0]?.rules.find(({ rule }) => rule === cell.rule)?.state;
  return { inAll, ofClient: ofClient ?? 'not-seen' };
};

const reportOf = async ({ setup, traffic, flows }: Trial): Promise<Report> => {
  const scene = await openScene(setup());
  await traffic(scene);
  const read = async () => JSON.parse(JSON.stringify(await scene.world.admin('/api/v1/report')));
  await until('every flow is over', async () => {
    const { seen: began, open } = (await read()).flows;
    return began >= flows && open === 0;
  });
  return read();
};

const holds = async (cell: CellOf<'trial'>): Promise<void> => {
  const report = await reportOf(cell.shown);
  expect(report.flows.seen).toBe(cell.shown.flows);
  expect(standing(cell, PHONE, report)).toEqual({ inAll: cell.state, ofClient: cell.state });
};

describe('live', () => {
  const live = cells.filter(isOf('trial'));
  it.each(live.filter(({ shown }) => !shown.slow).map((cell) => [nameOf(cell), cell] as const))('%s', (_, cell) =>
    holds(cell),
  );

  it(`what takes as long as the platforms do: ${live
    .filter(({ shown }) => shown.slow)
    .map(nameOf)
    .join('; ')}`, async () => {
    await Promise.all(live.filter(({ shown }) => shown.slow).map(holds));
  });
});

describe('in the app’s file, before any traffic', () => {
  it.each(cells.filter(isOf('file')).map((cell) => [nameOf(cell), cell] as const))('%s', async (_, cell) => {
    const world = await openWorld({ app: { ...shop, ...cell.shown.app } });
    const report: Report = JSON.parse(JSON.stringify(await world.admin('/api/v1/report')));
    expect(standing(cell, PHONE, report)).toEqual({ inAll: cell.state });
  });

  it.each(cells.filter(isOf('refused')).map((cell) => [nameOf(cell), cell] as const))(
    '%s: the file is not taken, and no gate runs with it',
    async (_, { rule, shown }: Cell & { readonly shown: Refused }) => {
      const fault = await openWorld({ app: { ...shop, ...shown.app } }).catch((error: unknown) => error);
      const problems = fault instanceof ConfigError ? fault.problems : [];
      expect(new Set(problems.map((problem) => problem.rule))).toEqual(new Set([rule]));
    },
  );
});

itNeeds('ip')(
  'in a network of its own',
  async () => {
    const trials = cells.filter(isOf('network'));
    const reports = await reportsInNetwork(trials.map(({ shown }) => shown));
    const said = trials.map((cell, at) => {
      const report = reports[at];
      return [nameOf(cell), report && standing(cell, '10.77.0.2', report)];
    });
    expect(said).toEqual(trials.map((cell) => [nameOf(cell), { inAll: cell.state, ofClient: cell.state }]));
  },
  30_000,
);

it.each(cells.filter(isOf('never')).map((cell) => [nameOf(cell), cell] as const))(
  '%s is in no report of all these',
  (_, { rule, state }) => {
    const reached = seen.filter(({ report }) => report.rules.some((row) => row.rule === rule && row.state === state));
    expect(seen.length).toBeGreaterThan(0);
    expect(reached.map(({ of }) => of)).toEqual([]);
  },
);
