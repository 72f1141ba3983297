import { expect, it } from 'vitest';
import { checkSarif } from '../../src/cli/check-sarif.ts';
import { sarifFaults } from '../support/sarif-schema.ts';
import { checkedHost, finding } from './checked.ts';

const found = [finding(), finding({ rule: 'cert-ats', platforms: ['ios'] })];

it.each([
  ['config/my apps/shop.json', 'config/my%20apps/shop.json'],
  [null, 'https://api.shop.test:443/'],
])('is SARIF by its public schema, with its results at %s', (app, uri) => {
  const log = JSON.parse(checkSarif([checkedHost({ findings: found }), checkedHost()], 'android', app));
  expect(sarifFaults(log)).toEqual([]);
  const { results } = log.runs[0];
  expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
    ['cert-chain', 'error'],
    ['cert-ats', 'warning'],
  ]);
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});
