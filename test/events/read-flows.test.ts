import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Flow } from '../../src/events/flows.ts';
import { readFlows } from '../../src/events/read-flows.ts';
import { folder } from '../support/folder.ts';
import { began, completed } from './made.ts';

it('tells of each flow once, the open ones last, and counts what is no event', async () => {
  const lines = [
    JSON.stringify(began('1')),
    JSON.stringify(began('2', { host: 'b.test' })),
    'no event',
    '[]',
    JSON.stringify(completed('2', 0, 'bypassed')),
    JSON.stringify(completed('2')),
    JSON.stringify({ ...began('3'), port: 'x' }),
    '{"v":1,"type":"flow.be',
  ];
  const file = join(await folder({ s: lines.join('\n') }), 's');
  const told: Flow[] = [];
  expect(await readFlows(file, (flow) => told.push(flow))).toEqual({ events: 4, unreadable: 3, torn: true });
  expect(told.map(({ began: { host }, end }) => [host, end?.type])).toEqual([
    ['b.test', 'flow.completed'],
    ['echo.mpgate.test', undefined],
  ]);
});

it('rejects where there is no file', async () => {
  await expect(readFlows('/nowhere/s', () => {})).rejects.toThrow('cannot be read (ENOENT)');
});
