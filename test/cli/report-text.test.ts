import { expect, it } from 'vitest';
import { reportText } from '../../src/cli/report-text.ts';
import { createTally } from '../../src/events/tally.ts';
import { rules } from '../../src/rules/index.ts';
import { world } from '../events/made.ts';

const report = createTally(rules, world().flows).report();

it('is the table, set off from what stands before it, with no line after it', async () => {
  const text = await reportText(report, {});
  expect(text).toMatch(/^\n {2}rule +pass +fail +warn +not checkable\n/);
  expect(text).toMatch(/\nNOTHING SEEN: [^\n]*\.$/);
});
