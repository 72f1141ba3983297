import { expect, it } from 'vitest';
import { startReport } from '../../src/reports/start-report.ts';
import { events, source } from './made.ts';

it('writes what was heard since, at the end', () => {
  const made = source();
  const written: string[] = [];
  const finish = startReport('json', made, (text) => void written.push(text));
  for (const event of events) made.bus.emit(event);
  expect(written).toEqual([]);
  finish();
  expect(JSON.parse(written.join(''))).toEqual(made.tally.report());
});
